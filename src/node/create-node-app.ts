import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, type App, type AppPorts } from '../core/app';
import { openCompiledCatalog } from '../core/catalog/compiled-catalog';
import { loadCatalog } from '../core/catalog/load-catalog';
import type { Folder } from '../core/ports';
import { diskFolder } from './disk-folder';
import { goJudge } from './go/go-judge';
import { preparedAfresh, type Preparations } from './go/preparations';
import { nodeHistories } from './history/folder-history';
import { parseYaml } from './parse-yaml';
import type { Limits } from './limits';
import { goCases } from './mine/go-cases';
import { typescriptCases } from './mine/typescript-cases';
import { typescriptBuild, typescriptCaseBuild } from './typescript/typescript-build';
import { typescriptJudge } from './typescript/typescript-judge';

export interface NodeAppOptions {
  /** Absolute path of the pack: the folder that holds `course.yaml`. The one that ships when left out. */
  readonly packLocation?: string | undefined;
  /** Absolute path of the folder that our bundles lie in. */
  readonly distLocation: string;
  readonly onNotice: NonNullable<AppPorts['onNotice']>;
}

/** The course on this machine: its disk, its processes. */
export function createNodeApp({ packLocation, distLocation, onNotice }: NodeAppOptions): App {
  const pack = diskFolder(packLocation ?? shippedPack(distLocation));
  const compiled = packLocation === undefined ? compiledPack(distLocation) : undefined;
  return createApp({
    pack,
    readCatalog: () => (compiled ? openCompiledCatalog(compiled) : loadCatalog(pack, parseYaml)),
    clock: { now: Date.now },
    historyOf: nodeHistories(),
    judges: createJudges(distLocation, { compiled }),
    caseRunners: createCaseRunners(distLocation),
    onNotice,
  });
}

/** Where the pack lies that ships with our bundles. */
export function shippedPack(distLocation: string): string {
  return join(distLocation, '..', 'exercises');
}

/** The compiled form of that pack; a build for development has none, so that an author's changes show at once. */
function compiledPack(distLocation: string): Folder | undefined {
  const location = join(distLocation, 'pack');
  return existsSync(location) ? diskFolder(location) : undefined;
}

export interface JudgeOptions {
  /** Replaces what a run may use. */
  readonly limits?: Partial<Limits>;
  /** Where built Go solutions live; made for one use when left out. */
  readonly preparations?: Preparations;
  /** The compiled form of the pack whose exercises are judged. */
  readonly compiled?: Folder | undefined;
}

/** One judge for each language. */
export function createJudges(distLocation: string, options: JudgeOptions = {}) {
  const { limits = {}, preparations = preparedAfresh, compiled } = options;
  return {
    typescript: typescriptJudge({
      limits,
      runnerScript: join(distLocation, 'runner.js'),
      loadBuild: typescriptBuild(builder(distLocation), compiled),
    }),
    go: goJudge({ kit: join(distLocation, 'checkkit-go'), limits, preparations }),
  };
}

/** What runs single checks that a learner made theirs, for each language. */
export function createCaseRunners(distLocation: string) {
  return { typescript: typescriptCases(typescriptCaseBuild(builder(distLocation))), go: goCases };
}

/** The bundle that brings the TypeScript compiler. */
function builder(distLocation: string): string {
  return join(distLocation, 'typescript-builder.js');
}
