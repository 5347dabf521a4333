const quietMs = 500;

let tell = (): void => undefined;

/**
 * The run goes on: called for what only a solution that goes on does, such as a request to a double. A solution can be right, slow,
 * and busy for seconds without giving up control.
 */
export function showLife(): void {
  tell();
}

/** Whom to tell that the run goes on, not more often than a judge needs to hear it. */
export function onLife(hear: () => void): void {
  const now = performance.now.bind(performance);
  let last = -Infinity;
  tell = () => {
    const at = now();
    if (at - last < quietMs) return;
    last = at;
    hear();
  };
}
