import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { dist } from './places';
import { megabytes, type Row } from './table';

/** Peak memory of a cold check: of its largest process, as GNU time tells it, where that is installed. */
export function peakMemory(course: string): Row {
  const what = 'peak memory of a cold check (largest process)';
  const words = ['check', 'circuit-breaker', '--language', 'typescript', '--dir', course];
  const command = [process.execPath, path.join(dist, 'cli.js'), ...words];
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', ...command], { encoding: 'utf8' });
  if (status !== 0) return { what, value: 'not measured: GNU time is not here' };
  return { what, value: megabytes(Number(stderr.trim().split('\n').at(-1)) * 1024) };
}
