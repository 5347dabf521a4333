import type { Clock } from '../../../exercises/kit/typescript/kit';
import { settle } from './settle';

interface Timer {
  readonly at: number;
  readonly sequence: number;
  readonly fire: () => void;
}

/** A clock that moves only when the check says so. */
export class ManualClock implements Clock {
  #now: number;
  #sequence = 0;
  readonly #timers = new Set<Timer>();

  /** @param start milliseconds; not 0 by default, so that code which takes 0 for "never" is found out. */
  constructor(start = 1_000_000) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(fn: () => void, ms: number): () => void {
    const timer: Timer = { at: this.#now + (ms > 0 ? ms : 0), sequence: this.#sequence++, fire: fn };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const cancel = this.setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      const onAbort = (): void => {
        cancel();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** How many timers and sleeps wait. A finished operation that leaves one behind has leaked it. */
  pending(): number {
    return this.#timers.size;
  }

  /** Moves time on, firing what falls due in order and letting everything settle in between. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    await settle();
    for (let next = this.#nextUntil(target); next; next = this.#nextUntil(target)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
      await settle();
    }
    this.#now = target;
  }

  /** Moves time on to what falls due next, and lets it settle. Tells whether there was anything. */
  async advanceToNext(): Promise<boolean> {
    const next = this.#nextUntil(Infinity);
    if (next) await this.advance(Math.max(0, next.at - this.#now));
    return next !== undefined;
  }

  #nextUntil(target: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at > target) continue;
      if (!next || timer.at < next.at || (timer.at === next.at && timer.sequence < next.sequence))
        next = timer;
    }
    return next;
  }
}
