import { loadCatalog } from '../../../src/core/catalog/load-catalog';
import type { Judge } from '../../../src/core/check/judge';
import { createApp, type App, type Attempt } from '../../../src/core/app/app';
import { memoryFolder } from '../../../src/core/memory-folder';
import type { Tell } from '../../../src/core/notice';
import type { Folder } from '../../../src/core/ports';
import { parseYaml } from '../../../src/node/parse-yaml';
import { casesThat } from './case-runners';
import { copiedHistory } from './histories';
import { judgeSaying } from './judges';
import { memoryPack } from './packs';

/** The learner's file of the exercise `adder`. */
export const file = 'pkg/sum/sum.ts';

/** The course in memory, with a judge for TypeScript and a clock that goes on by itself. */
export function appOn(pack: Folder, typescript: Judge, onNotice?: Tell): App {
  let now = 1_000;
  const other = judgeSaying('failed');
  return createApp({
    pack,
    readCatalog: () => loadCatalog(pack, parseYaml),
    clock: { now: () => ++now },
    historyOf: copiedHistory,
    judges: { typescript, go: other, sql: other, yaml: other, markdown: other },
    readStories: async () => [],
    caseRunners: casesThat('pass'),
    ...(onNotice && { onNotice }),
  });
}

/** A learner who has started `adder` in a folder in memory. */
export interface Learner {
  readonly app: App;
  readonly attempt: Attempt;
  readonly folder: Folder;
  readonly starter: string;
}

export async function startAdder(typescript: Judge = judgeSaying('failed')): Promise<Learner> {
  const folder = memoryFolder('the course', []);
  const attempt = { folder, id: 'adder', language: 'typescript' } as const;
  const app = appOn(await memoryPack(), typescript);
  await app.start(attempt);
  return { app, attempt, folder, starter: await folder.read(file) };
}
