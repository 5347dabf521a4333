import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** The processes that run somebody's solution right now, for an extension that lies below this folder. */
export function checkProcesses(folder: string): string[] {
  const processes = execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).split('\n');
  const runner = path.join('dist', 'runner.js');
  return processes.filter((line) => line.includes(folder) && line.includes(runner));
}
