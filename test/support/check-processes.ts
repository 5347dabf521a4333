import { execFileSync } from 'node:child_process';
import path from 'node:path';

/**
 * The ids of the processes that run somebody's solution right now, or wait for one to run, for an extension that lies below
 * this folder.
 */
export function checkProcesses(folder: string): number[] {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const runner = path.join('dist', 'runner.js');
  return processes
    .filter((line) => line.includes(folder) && line.includes(runner))
    .map((line) => Number.parseInt(line, 10));
}
