import { join } from 'node:path';
import { designJudge } from '../core/designing/design-judge';
import type { Folder } from '../core/ports';
import { sheetJudge } from '../core/sheets/sheet-judge';
import { goCases } from './cases/go-cases';
import { typescriptCases } from './cases/typescript-cases';
import { designReader } from './designs/design-reader';
import { goJudge } from './go/go-judge';
import { preparedAfresh, type Preparations } from './go/preparations';
import type { Limits } from './limits';
import { archives } from './postgres/archives';
import { sqlJudge } from './postgres/sql-judge';
import { sheetParser } from './sheet-parser';
import { readChecks } from './typescript/compiled-checks';
import {
  sqlCheckCompiler,
  typescriptBuild,
  typescriptCaseBuild,
  typescriptMutator,
} from './typescript/typescript-build';
import { typescriptJudge } from './typescript/typescript-judge';

export interface JudgeOptions {
  /** Replaces what a run may use. */
  readonly limits?: Partial<Limits>;
  /** Where built Go solutions live; made for one use when left out. */
  readonly preparations?: Preparations;
  /** The compiled form of the pack whose exercises are judged. */
  readonly compiled?: Folder | undefined;
  /** Whether hundreds of submissions follow each other, as in a proof; off when left out. */
  readonly many?: boolean;
}

/** One judge for each language. */
export function createJudges(distLocation: string, options: JudgeOptions = {}) {
  const { limits = {}, preparations = preparedAfresh, compiled, many = false } = options;
  return {
    typescript: typescriptJudge({
      limits,
      many,
      runnerScript: join(distLocation, 'runner.js'),
      build: typescriptBuild(builder(distLocation), compiled),
    }),
    go: goJudge({ kit: join(distLocation, 'checkkit-go'), limits, preparations }),
    sql: sqlJudge({
      limits,
      rehearse: !many,
      runnerScript: join(distLocation, 'runner.js'),
      archives: archives(join(distLocation, 'postgres', 'index.js')),
      checks: compiled
        ? (_, exercise) => readChecks(compiled, exercise, 'sql')
        : sqlCheckCompiler(builder(distLocation)),
    }),
    yaml: sheetJudge(sheetParser(distLocation)),
    markdown: designJudge(designReader(join(distLocation, 'reading-thread.js'))),
  };
}

/** What runs single checks that a learner made theirs, for each language. */
export function createCaseRunners(distLocation: string) {
  return { typescript: typescriptCases(typescriptCaseBuild(builder(distLocation))), go: goCases };
}

/** What makes mutants of TypeScript files. */
export function createMutator(distLocation: string) {
  return typescriptMutator(builder(distLocation));
}

/** The bundle that brings the TypeScript compiler. */
function builder(distLocation: string): string {
  return join(distLocation, 'typescript-builder.js');
}
