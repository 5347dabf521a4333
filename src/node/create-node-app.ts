import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createApp, type App, type AppPorts } from '../core/app';
import { diskFolder } from './disk-folder';
import { goJudge } from './go/go-judge';
import { preparedAfresh, type Preparations } from './go/preparations';
import { nodeHistories } from './history/folder-history';
import { parseYaml } from './parse-yaml';
import type { Limits } from './limits';
import { typescriptJudge } from './typescript/typescript-judge';
import type { buildJob } from './typescript/build-job';

export interface NodeAppOptions {
  /** Absolute path of the pack: the folder that holds `course.yaml`. */
  readonly packLocation: string;
  /** Absolute path of the folder that our bundles lie in. */
  readonly distLocation: string;
  readonly onNotice: NonNullable<AppPorts['onNotice']>;
}

/** The course on this machine: its disk, its processes. */
export function createNodeApp({ packLocation, distLocation, onNotice }: NodeAppOptions): App {
  return createApp({
    pack: diskFolder(packLocation),
    parse: parseYaml,
    clock: { now: Date.now },
    historyOf: nodeHistories(),
    judges: createJudges(distLocation),
    onNotice,
  });
}

export interface JudgeOptions {
  /** Replaces what a run may use. */
  readonly limits?: Partial<Limits>;
  /** Where built Go solutions live; made for one use when left out. */
  readonly preparations?: Preparations;
}

/** One judge for each language. */
export function createJudges(distLocation: string, options: JudgeOptions = {}) {
  const { limits = {}, preparations = preparedAfresh } = options;
  return {
    typescript: typescriptJudge({
      limits,
      runnerScript: join(distLocation, 'runner.js'),
      loadBuild: async () => {
        const builder = createRequire(join(distLocation, 'runner.js'))('./typescript-builder.js') as {
          readonly buildJob: typeof buildJob;
        };
        return builder.buildJob;
      },
    }),
    go: goJudge({ kit: join(distLocation, 'checkkit-go'), limits, preparations }),
  };
}
