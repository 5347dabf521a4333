import { cpSync, mkdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createNodeApp } from '../src/node/create-node-app';
import { diskFolder } from '../src/node/disk-folder';
import { alternate, medianOf } from './measure';
import { dist, root } from './places';
import { ms, type Row } from './table';

const id = 'orders-indexes';
const reference = path.join(root, 'exercises/week-03', id, 'sql/reference');
const changed = 'crypto-wallet/db/queries/orders.sql';
/** How long a learner at least thinks between two checks: the next server starts and warms up meanwhile. */
const thinkingMs = 6_000;
const mostMs = 1_500;

/** A check of SQL whose server was started ahead of it, the database prepared. */
export async function sqlChecks(folder: string, rounds: number): Promise<readonly Row[]> {
  const app = createNodeApp({ distLocation: dist, onNotice: ({ message }) => console.error(message) });
  const course = path.join(folder, 'course');
  mkdirSync(course);
  const attempt = { folder: diskFolder(course), id, language: 'sql' } as const;
  await app.start(attempt);
  cpSync(reference, course, { recursive: true });
  const timings = await alternate(rounds, [
    {
      name: 'warm',
      before: async () => {
        await appendFile(path.join(course, changed), '-- One more thought.\n');
        await app.prepare(attempt);
        await setTimeout(thinkingMs);
      },
      run: async () => {
        const { verdict } = await app.check(attempt);
        if (verdict !== 'passed') throw new Error(`The reference is ${verdict}.`);
      },
    },
  ]);
  await app.close();
  const warm = medianOf(timings, 'warm');
  return [{ what: 'SQL check, warm', value: ms(warm), target: { text: '≤ 1.5 s', isMet: warm <= mostMs } }];
}
