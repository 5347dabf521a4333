import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { Reason } from '../core/check/report';
import { endTree } from './end-tree';
import { KeptOutput } from './kept-output';

/** What a child process may use. */
export interface Limits {
  /** Wall-clock milliseconds until it has to be over. */
  readonly timeMs: number;
  /** Bytes that it may print before it is ended. */
  readonly outputBytes: number;
}

export interface ChildRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What descriptors above 2 are, for private channels. */
  readonly channels?: readonly ('ipc' | 'pipe')[];
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** When it settles, the time begins to count: for a child that first waits for its work. At once when left out. */
  readonly timeFrom?: Promise<unknown>;
  /** Called once, right after the start, to talk over the channels. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** How a child ended. `reason` is there when it was ended by us, or could not be started. */
export interface ChildEnd {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly output: string;
  readonly reason?: Reason;
}

/** How long the last words of a child that is gone may take to arrive. */
const farewellMs = 1_000;

/**
 * Runs a child to its end, within limits. When the promise settles, its whole process group is gone. A process that left the
 * group on purpose is not waited for.
 */
export function runChild(request: ChildRequest): Promise<ChildEnd> {
  const { command, args, cwd, env, limits, signal } = request;
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', ...(request.channels ?? [])];
  return new Promise((resolve) => {
    let reason: Reason | undefined;
    let printed = 0;
    let farewell: NodeJS.Timeout | undefined;
    const output = new KeptOutput();
    const child = spawn(command, args, {
      cwd,
      env,
      stdio,
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const stop = (why: Reason): void => {
      reason ??= why;
      endTree(child);
    };
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const startTime = (): void => {
      if (!isOver) timer = setTimeout(() => stop(timedOut(limits.timeMs)), limits.timeMs);
    };
    if (request.timeFrom) void request.timeFrom.then(startTime, startTime);
    else startTime();
    const onAbort = (): void => stop(abortReason(signal));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });

    const collect = (chunk: Buffer): void => {
      printed += chunk.length;
      output.add(chunk);
      if (printed > limits.outputBytes) stop(tooMuch(limits.outputBytes));
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => {
      reason ??= { code: 'harness-fault', message: `${command} could not be started: ${error.message}` };
      if (child.pid === undefined) finish(null, null);
    });
    child.on('exit', () => {
      endTree(child);
      farewell = setTimeout(() => stopListening(child), farewellMs);
    });
    child.on('close', (code, killedBy) => finish(code, killedBy));
    request.onStart?.(child);

    function finish(code: number | null, killedBy: NodeJS.Signals | null): void {
      isOver = true;
      clearTimeout(timer);
      clearTimeout(farewell);
      signal.removeEventListener('abort', onAbort);
      resolve({ code, killedBy, output: output.text(), ...(reason && { reason }) });
    }
  });
}

/** Lets go of what the child printed to, so that a process which escaped with it can't keep us waiting. */
function stopListening(child: ChildProcess): void {
  for (const stream of child.stdio) stream?.destroy();
}

function timedOut(ms: number): Reason {
  return {
    code: 'timed-out',
    message: `It did not finish within ${ms / 1000} seconds: an endless loop, most likely.`,
  };
}

function tooMuch(bytes: number): Reason {
  return {
    code: 'too-much-output',
    message: `It printed more than ${bytes / 1024 / 1024} MB and was ended.`,
  };
}

function abortReason(signal: AbortSignal): Reason {
  return signal.reason === 'superseded'
    ? { code: 'superseded', message: 'A newer check took its place.' }
    : { code: 'cancelled', message: 'The check was cancelled.' };
}
