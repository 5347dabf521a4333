import { cpSync, mkdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createNodeApp } from '../src/node/create-node-app';
import { diskFolder } from '../src/node/disk-folder';
import { alternate, medianOf } from './measure';
import { dist, root } from './places';
import { compared, type Row } from './table';

const id = 'orders-indexes';
const reference = path.join(root, 'exercises/week-03', id, 'sql/reference');
const changed = 'crypto-wallet/db/queries/orders.sql';
/** How long a learner at least thinks between two checks: the next server starts and warms up meanwhile. */
const thinkingMs = 6_000;
const mostMs = 1_500;

/** A check of SQL whose server was started ahead of it, beside one that has to wait for its server; both have the database. */
export async function sqlChecks(folder: string, rounds: number): Promise<readonly Row[]> {
  const course = path.join(folder, 'course');
  mkdirSync(course);
  const attempt = { folder: diskFolder(course), id, language: 'sql' } as const;
  let app = createNodeApp({ distLocation: dist, onNotice: ({ message }) => console.error(message) });
  await app.start(attempt);
  cpSync(reference, course, { recursive: true });

  /** Another answer to judge, and no server in waiting. */
  const afresh = async (): Promise<void> => {
    await app.close();
    app = createNodeApp({ distLocation: dist, onNotice: ({ message }) => console.error(message) });
    await appendFile(path.join(course, changed), '-- One more thought.\n');
  };
  const run = async (): Promise<void> => {
    const { verdict } = await app.check(attempt);
    if (verdict !== 'passed') throw new Error(`The reference is ${verdict}.`);
  };
  const ahead = async (): Promise<void> => {
    await afresh();
    await app.prepare(attempt);
    await setTimeout(thinkingMs);
  };
  const timings = await alternate(rounds, [
    { name: 'warm', before: ahead, run },
    { name: 'cold', before: afresh, run },
  ]);
  await app.close();
  const [warm, cold] = [medianOf(timings, 'warm'), medianOf(timings, 'cold')];
  const target = { text: '≤ 1.5 s', isMet: warm <= mostMs };
  return [{ ...compared('SQL check, warm', warm, cold, 'cold'), target }];
}
