import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { atExit } from './at-exit';

/** A program in a process group of its own, so that it can be ended together with everything it started. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Asks the whole group to end, insists after a grace period, and resolves when its leader is gone. */
  readonly stop: () => Promise<void>;
}

const GRACE_MS = 3000;

export function startGroup(command: string, args: readonly string[], options: SpawnOptions): ProcessGroup {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const lastResort = atExit(() => signalGroup(child, 'SIGKILL'));
  return {
    child,
    stop: async () => {
      signalGroup(child, 'SIGTERM');
      const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(insist);
      signalGroup(child, 'SIGKILL'); // whatever outlived its leader
      lastResort.forget();
    },
  };
}

/** Runs a program to its end and returns what it printed; a failure carries its last lines. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const { child, stop } = startGroup(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code === 0) return output;
  } finally {
    await stop();
  }
  throw new Error(`${command} ${args.join(' ')} failed:\n${lastLines(output, 30)}`);
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
