import { spawn } from 'node:child_process';
import type { FaultMode } from './faults';

/** What a process is to try, with a fault each time. */
export interface FaultyRun {
  /** Name of the operation. */
  readonly name: string;
  /** Absolute path of the pack. */
  readonly pack: string;
  readonly mode: FaultMode;
  /** The point of the fault, and the absolute path of the learner's folder. */
  readonly tries: readonly { readonly point: number; readonly location: string }[];
}

/** What became of a try: the process was killed in it, or it came to its end, with a refusal or without. */
export type Outcome =
  | 'killed'
  | {
      /** How many points it passed. */
      readonly points: number;
      /** The code with which it was refused. */
      readonly refused?: string;
    };

/**
 * Runs an operation in a process of its own. Gives what became of each try. Rejects when it failed in a way that no learner
 * should see. When this settles, nothing that it started runs any more.
 */
export async function runProcess(script: string, run: FaultyRun): Promise<readonly Outcome[]> {
  const child = spawn(process.execPath, [script, JSON.stringify(run)], { detached: true });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  const wasKilled = await new Promise<boolean>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => endGroup(child.pid));
    child.on('close', (_, signal) => resolve(signal === 'SIGKILL'));
  });
  const lines = out.split('\n').filter((line) => line !== '');
  const ended = lines.map((line) => JSON.parse(line) as Outcome);
  if (wasKilled) return [...ended, 'killed'];
  if (ended.length < run.tries.length) throw new Error(err);
  return ended;
}

/** A git that the killed process had just started ends with it, as in a power cut. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
