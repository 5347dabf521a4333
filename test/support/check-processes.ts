import { execFileSync } from 'node:child_process';
import path from 'node:path';

export interface CheckProcess {
  readonly pid: number;
  /** Whether it computes at this moment; else it waits, perhaps for something to do. */
  readonly isBusy: boolean;
}

/** The processes that run a solution, or wait for one to run, for an extension that lies below this folder. */
export function checkProcesses(folder: string): CheckProcess[] {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  const runner = path.join('dist', 'runner.js');
  return processes
    .filter((line) => line.includes(folder) && line.includes(runner))
    .map((line) => {
      const [pid, state] = line.trim().split(/\s+/);
      return { pid: Number(pid), isBusy: state?.startsWith('R') ?? false };
    });
}
