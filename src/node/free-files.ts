import { setTimeout as wait } from 'node:timers/promises';

/** How often, and after how many milliseconds, it is tried again while too many files are open. */
const [tries, pauseMs] = [50, 20];

/** Does work that opens a file, again while too many are open: most are closed a moment later. Rejects as the work does. */
export async function whenFilesAreFree<T>(work: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isForWantOfFiles(error)) throw error;
      await wait(pauseMs);
    }
  }
}

function isForWantOfFiles(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
}
