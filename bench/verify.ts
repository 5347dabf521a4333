import { availableParallelism } from 'node:os';
import path from 'node:path';
import { runToEnd } from '../test/editor/processes';
import { dist, root } from './places';
import type { Row } from './table';

/** The whole proof of every exercise in every language, once. */
export async function wholeVerify(): Promise<Row> {
  const began = performance.now();
  const output = await runToEnd(process.execPath, [path.join(dist, 'cli.js'), 'verify'], { cwd: root });
  const seconds = (performance.now() - began) / 1000;
  const proven = /(\d+) passed/.exec(output)?.[1] ?? '?';
  return {
    what: `verify, ${proven} solutions on ${availableParallelism()} cores`,
    value: `${seconds.toFixed(0)} s`,
  };
}
