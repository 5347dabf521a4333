let waiting: (() => void)[] = [];
let isAwaited = false;
const immediate = globalThis.setImmediate;

process.on('beforeExit', () => {
  isAwaited = waiting.length > 0;
  const resumed = waiting;
  waiting = [];
  // An immediate keeps the process alive until the check has gone on.
  for (const resume of resumed) immediate(resume);
});

/**
 * Resolves when nothing in the process goes on any more unless the check acts. `settle` looks at promises alone; this also
 * sees the end of what runs outside JavaScript, such as WebCrypto. The answer does not depend on how long that takes.
 */
export function idle(): Promise<void> {
  return new Promise((resolve) => waiting.push(resolve));
}

/** Whether it was for a check that waits for it that the process last became idle. Otherwise that check waits in vain. */
export function idleWasAwaited(): boolean {
  return isAwaited;
}

/** Lets go of everybody who waits: theirs is not the run that comes next. */
export function forgetWaiting(): void {
  waiting = [];
  isAwaited = false;
}
