import { Worker } from 'node:worker_threads';
import type { Reason } from '../../core/check/report';
import type { DesignReader } from '../../core/designing/design-judge';
import type { ReadDesign } from '../../core/designs/judge-parts';
import type { Reading, ReadingDone } from './reading';

/** What reading one design may use. The first one loads the parsers, which takes a second on a slow machine. */
const defaultLimits = { wallMs: 10_000, memoryMegabytes: 256 };

type ReadingLimits = typeof defaultLimits;

interface Thread {
  readonly worker: Worker;
  /** Why it is over, for everybody who waits for it. */
  readonly over: Promise<Reason>;
}

/**
 * Reads designs in a thread of its own: what is in them can neither keep this process busy nor use up its memory. The thread
 * waits for the next design, holds nobody up who wants to leave, and is made again after it had to be ended.
 */
export function designReader(script: string, limits: ReadingLimits = defaultLimits): DesignReader {
  let thread: Thread | undefined;
  let count = 0;

  const waiting = (): Thread => (thread ??= begin(script, limits, () => (thread = undefined)));

  async function end({ worker }: Thread): Promise<void> {
    if (thread?.worker === worker) thread = undefined;
    await worker.terminate();
  }

  async function read(text: string, signal: AbortSignal): Promise<ReadDesign | Reason> {
    const current = waiting();
    const { worker, over } = current;
    const number = ++count;
    const limited = new AbortController();
    try {
      const done = answerTo(worker, number, limited.signal);
      worker.postMessage({ number, text } satisfies Reading);
      const outcome = await Promise.race([done, over, timeOut(limits.wallMs, signal, limited.signal)]);
      if (outcome !== 'too-late') return outcome;
      await end(current);
      const message = `Reading it took more than ${limits.wallMs / 1000} seconds and was ended: a diagram in it nests too deeply, most likely.`;
      return { code: 'timed-out', message };
    } finally {
      limited.abort();
    }
  }

  return {
    read,
    prepare: () => void waiting(),
    close: async () => {
      if (thread) await end(thread);
    },
  };
}

function begin(script: string, { memoryMegabytes }: ReadingLimits, onOver: () => void): Thread {
  const worker = new Worker(script, {
    ...{ execArgv: [], env: {}, stdout: true, stderr: true, stdin: false },
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
  worker.unref();
  const over = new Promise<Reason>((resolve) => {
    worker.once('error', (error: Error & { readonly code?: string }) =>
      resolve(reasonFor(error, memoryMegabytes)),
    );
    worker.once('exit', () => resolve({ code: 'cancelled', message: 'The check was cancelled.' }));
  });
  void over.then(onOver);
  return { worker, over };
}

function reasonFor({ code, message }: Error & { readonly code?: string }, memoryMegabytes: number): Reason {
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? {
        code: 'out-of-memory',
        message: `Reading it took more than ${memoryMegabytes} MB of memory, and was ended.`,
      }
    : { code: 'harness-fault', message: `Our reader of designs broke: ${message}` };
}

/** Resolves with what the thread read, and listens no longer than it is waited for. */
function answerTo(worker: Worker, number: number, signal: AbortSignal): Promise<ReadDesign> {
  return new Promise((resolve) => {
    const hear = (done: ReadingDone): void => {
      if (done.number === number) resolve(done.read);
    };
    worker.on('message', hear);
    signal.addEventListener('abort', () => worker.off('message', hear), { once: true });
  });
}

/** Resolves when the time is over, or nobody wants the answer any more. Until then this process stays. */
function timeOut(wallMs: number, cancelledBy: AbortSignal, signal: AbortSignal): Promise<'too-late'> {
  return new Promise((resolve) => {
    const stop = (): void => resolve('too-late');
    const timer = setTimeout(stop, wallMs);
    cancelledBy.addEventListener('abort', stop, { once: true, signal });
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    if (cancelledBy.aborted) stop();
  });
}
