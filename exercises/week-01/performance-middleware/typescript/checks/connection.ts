import { show } from 'codealong/checkkit';
import type { ResponseWriter } from '../reference/pkg/middleware/http';

/** The writer of the server. Its state is in one object, so that whatever inherits from it, or stands in front of it, shares it. */
export class Connection implements ResponseWriter {
  readonly inner = {
    /** What was called, but for `onClose`. */
    calls: [] as string[],
    /** What the client does with a part of the body. */
    take: (_chunk: string): Promise<void> => Promise.resolve(),
    /** Called with the name of each method but `write` and `onClose`; it may throw. */
    trouble: (_name: string): void => {},
    listeners: [] as (() => void)[],
    isComplete: false,
    isGone: false,
    /** What functions that were given to `onClose` threw. */
    thrown: [] as unknown[],
  };

  writeHead(...given: [status: number, headers?: Record<string, string>]): void {
    this.inner.calls.push(callOf('writeHead', given));
    this.inner.trouble('writeHead');
  }

  write(...given: [chunk: string]): Promise<void> {
    this.inner.calls.push(callOf('write', given));
    if (this.inner.isGone) return Promise.reject(new Error('the client is gone'));
    return this.inner.take(...given);
  }

  flush(...given: []): void {
    this.inner.calls.push(callOf('flush', given));
    this.inner.trouble('flush');
  }

  end(...given: [chunk?: string]): void {
    this.inner.calls.push(callOf('end', given));
    this.inner.isComplete = true;
    this.inner.trouble('end');
  }

  onClose(fn: () => void): void {
    this.inner.listeners.push(fn);
  }

  /** The client leaves. */
  leave(): void {
    if (this.inner.isComplete || this.inner.isGone) return;
    this.inner.isGone = true;
    for (const listener of this.inner.listeners) {
      try {
        listener();
      } catch (error) {
        this.inner.thrown.push(error);
      }
    }
  }
}

/** A call in one line. What was left out and `undefined` are the same. */
function callOf(name: string, given: readonly unknown[]): string {
  const last = given.findLastIndex((one) => one !== undefined);
  return `${name}(${given
    .slice(0, last + 1)
    .map(show)
    .join(', ')})`;
}
