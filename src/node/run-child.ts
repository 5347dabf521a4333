import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { RunEvent } from '../core/check/protocol';
import type { Reason } from '../core/check/report';
import { isMachineTrouble, reasonOf } from '../core/system-trouble';
import { KeptOutput } from './kept-output';
import { cancelled } from '../core/check/cancelled';
import { floodedChannel, tooMuchOutput, type Limits } from './limits';
import { readEvents } from './read-events';
import { newMark } from './run-mark';
import { endTree } from './tree/end-tree';
import { endWithUs, watchOverUs } from './tree/end-with-us';
import { ProcessTree } from './tree/process-tree';
import { watchTree } from './tree/watch-tree';

export interface ChildRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** Aborts when the child has nothing to do any more: it is ended then, without a reason, instead of waited for. */
  readonly done?: AbortSignal;
  /**
   * What it reads on its standard input as JSON, with a secret `nonce` added. For a child that is started before its work is
   * known: its time begins to count when that comes. When `undefined` comes there is no work, and the child is ended. Left
   * out, it has no input.
   */
  readonly work?: Promise<object | undefined>;
  /** Called with the events that it writes to descriptor 3 with its nonce, which no other child knows. */
  readonly hear?: (event: RunEvent) => void;
}

/** How a child ended. `reason` is there when it was ended by us, or could not be started. */
export interface ChildEnd {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly output: string;
  readonly reason?: Reason;
}

/** How long to wait for output after the exit of a child. */
const outputWaitMs = 1_000;

/**
 * Runs a child to its end, within limits. When the promise settles, everything that it started was ended, as far as this
 * system lets us find it (`endTree`).
 */
export function runChild(request: ChildRequest): Promise<ChildEnd> {
  const { command, args, cwd, env, limits, signal, done, work, hear } = request;
  const stdio: StdioOptions = [work ? 'pipe' : 'ignore', 'pipe', 'pipe', ...(hear ? ['pipe' as const] : [])];
  return new Promise((resolve) => {
    let reason: Reason | undefined;
    let printed = 0;
    let outputWait: NodeJS.Timeout | undefined;
    const output = new KeptOutput();
    const nonce = randomUUID();
    const { mark, variable } = newMark();
    let child: ChildProcess;
    watchOverUs();
    try {
      child = spawn(command, args, {
        cwd,
        env: { ...env, ...variable },
        stdio,
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
    } catch (error) {
      resolve({ code: null, killedBy: null, output: '', reason: notStarted(command, error) });
      return;
    }
    const letGo = child.pid === undefined ? undefined : endWithUs(child.pid, mark);
    const tree = new ProcessTree(child.pid ?? 0);
    const over = new AbortController();
    let ending: Promise<void> | undefined;
    const end = (): void => void (ending ??= endTree(child, tree, mark));
    const stop = (why: Reason): void => {
      reason ??= why;
      end();
    };
    let signs = 0;
    const startTime = (): void => void watchTree(tree, limits, stop, over.signal, hear && (() => signs));
    if (work) void work.then(give, () => give(undefined));
    else startTime();
    const onAbort = (): void => stop(cancelled(signal));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    done?.addEventListener('abort', end, { once: true });

    const collect = (chunk: Buffer): void => {
      printed += chunk.length;
      output.add(chunk);
      if (printed > limits.outputBytes) stop(tooMuchOutput(limits));
    };
    // A child that is gone does not read any more: how it ended says why.
    child.stdin?.on('error', () => undefined);
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => {
      reason ??= notStarted(command, error);
      if (child.pid === undefined) finish(null, null);
    });
    child.on('exit', () => {
      over.abort();
      end();
      outputWait = setTimeout(() => stopListening(child), outputWaitMs);
    });
    child.on('close', (code, killedBy) => void ending?.then(() => finish(code, killedBy)));
    if (hear && child.pid !== undefined)
      readEvents(child.stdio[3], { nonce, hear: take(hear) }, limits, () => stop(floodedChannel(limits)));

    /** Every event is a sign of life; some are nothing else, and nobody else hears them. */
    function take(tell: (event: RunEvent) => void): (event: RunEvent) => void {
      return (event) => {
        signs++;
        if (event.type !== 'alive') tell(event);
      };
    }

    function give(known: object | undefined): void {
      if (!known) return end();
      startTime();
      child.stdin?.end(JSON.stringify({ ...known, nonce }));
    }

    function finish(code: number | null, killedBy: NodeJS.Signals | null): void {
      over.abort();
      clearTimeout(outputWait);
      signal.removeEventListener('abort', onAbort);
      letGo?.();
      resolve({ code, killedBy, output: output.text(), ...(reason && { reason }) });
    }
  });
}

function notStarted(command: string, error: unknown): Reason {
  const code = isMachineTrouble(error) ? 'machine-trouble' : 'harness-fault';
  return { code, message: `${command} could not be started: ${reasonOf(error)}` };
}

/** Lets go of what the child printed to, so that a process which escaped with it can't keep us waiting. */
function stopListening(child: ChildProcess): void {
  for (const stream of child.stdio) stream?.destroy();
}
