import { watch } from 'node:fs';

/** How long it has to be quiet before what was saved is looked at: an editor writes a file in several steps. */
const quietMs = 200;

/** Resolves when something in the folder has changed and it is quiet again, or when it is told to stop. */
export function untilChanged(folder: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    let quiet: NodeJS.Timeout | undefined;
    const watcher = watch(folder, { recursive: true }, () => {
      clearTimeout(quiet);
      quiet = setTimeout(end, quietMs);
    });
    function end(): void {
      clearTimeout(quiet);
      watcher.close();
      signal.removeEventListener('abort', end);
      resolve();
    }
    signal.addEventListener('abort', end, { once: true });
  });
}
