import type { Attempt } from '../catalog/attempt';
import type { Exercise } from '../catalog/catalog';
import type { CodeLanguage, Language } from '../catalog/manifest';
import type { Reason } from '../check/report';
import { CodealongError } from '../errors';
import type { Folder } from '../ports';
import type { CaseRun, CaseRunner } from './case-runner';
import { casesOf, type Case } from './cases';
import { makeMine, type MineReport } from './make-mine';

/** A check that is the learner's now, ready for a debugger. */
export interface MineBuild extends MineReport {
  /** What the debugger starts, as a path in the learner's folder. */
  readonly program: string;
}

/** What a learner can do with single checks of an exercise. A check without a case is refused with `no-case`. */
export interface MineActions {
  /** The cases that there are. */
  cases(id: string, language: Language): Promise<readonly Case[]>;
  /** Puts the case of a check into the learner's folder. What is there is left as it is. */
  makeMine(attempt: Attempt, check: string): Promise<MineReport>;
  /** The same, and gets it ready for a debugger. Refused with `not-built`. */
  buildMine(attempt: Attempt, check: string): Promise<MineBuild>;
  /** The same, and runs it. Refused with `not-built`. */
  runMine(attempt: Attempt, check: string, signal: AbortSignal): Promise<CaseRun>;
}

export interface MinePorts {
  readonly pack: Folder;
  readonly exercise: (id: string) => Promise<Exercise>;
  readonly caseRunners: Record<CodeLanguage, CaseRunner>;
}

export function mineActions({ pack, exercise, caseRunners }: MinePorts): MineActions {
  const make = async (attempt: Attempt, check: string): Promise<MineReport> =>
    makeMine(pack, await exercise(attempt.id), attempt, check);

  async function build(attempt: Attempt, check: string): Promise<MineBuild> {
    const report = await make(attempt, check);
    const built = await caseRunners[report.case.language].build(attempt.folder, report.case);
    if ('reason' in built) throw notBuilt(built.reason);
    return { ...report, ...built };
  }

  async function run(attempt: Attempt, check: string, signal: AbortSignal): Promise<CaseRun> {
    const { case: mine } = await make(attempt, check);
    const result = await caseRunners[mine.language].run(attempt.folder, [mine], signal);
    if ('reason' in result) throw notBuilt(result.reason);
    const [only] = result.runs;
    if (!only) throw new Error(`no run of ${mine.path}`);
    return only;
  }

  return {
    cases: async (id, language) => casesOf(pack, await exercise(id), language),
    makeMine: make,
    buildMine: build,
    runMine: run,
  };
}

function notBuilt({ message }: Reason): CodealongError {
  return new CodealongError('not-built', message);
}
