import type { Clock } from '../../kit';

/** The longest time that a timer of this machine can wait, in milliseconds: 24.8 days. A longer one would fire at once. */
const longest = 2 ** 31 - 1;

/** The clock of this machine, for production. The checks pass in a clock of their own. */
export const systemClock: Clock = {
  now: () => performance.now(),

  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = (): void => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = systemClock.setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    }),

  setTimeout: (fn, ms) => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (left: number): void => {
      timer = left > longest ? setTimeout(() => wait(left - longest), longest) : setTimeout(fn, left);
    };
    wait(ms);
    return () => clearTimeout(timer);
  },
};
