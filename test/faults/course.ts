import { createApp, type App, type Attempt } from '../../src/core/app/app';
import { loadCatalog } from '../../src/core/catalog/load-catalog';
import { diskFolder } from '../../src/node/disk-folder';
import { nodeHistories } from '../../src/node/history/folder-history';
import { parseYaml } from '../../src/node/parse-yaml';
import { casesThat } from '../check/support/case-runners';
import { copiedHistory } from '../check/support/histories';
import { judgeSaying } from '../check/support/judges';

export interface CourseOptions {
  /** Absolute path of the pack. */
  readonly pack: string;
  /** Milliseconds since 1970 at which its clock begins. */
  readonly since: number;
  /** The machine has no git. */
  readonly withoutGit?: boolean | undefined;
  /** Hears what the learner is told. */
  readonly onNotice?: (message: string) => void;
}

/** The course on the real disk, with judges for which everything passes. */
export function courseOf({ pack, since, withoutGit, onNotice }: CourseOptions): App {
  let now = since;
  const judge = judgeSaying('passed');
  const packFolder = diskFolder(pack);
  return createApp({
    pack: packFolder,
    readCatalog: () => loadCatalog(packFolder, parseYaml),
    clock: { now: () => ++now },
    readStories: async () => [],
    caseRunners: casesThat('pass'),
    judges: { typescript: judge, go: judge, sql: judge, yaml: judge, markdown: judge },
    historyOf: withoutGit ? copiedHistory : nodeHistories(),
    onNotice: ({ message }) => onNotice?.(message),
  });
}

/** The exercise that everything is tried on, in a learner's folder. */
export function attemptIn(location: string): Attempt {
  return { folder: diskFolder(location), id: 'adder', language: 'typescript' };
}
