import type { Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import type { CaseRun, CaseRunner } from '../mine/case-runner';
import { casesOf, type Case } from '../mine/cases';
import { makeMine } from '../mine/make-mine';
import type { Folder } from '../ports';
import { inParallel } from './in-parallel';
import { assemble, solutionsOf, type AuthoredSolution } from './solutions';

/** What became of one case. `not-run`: this machine can't run its language, or the proof was stopped before. */
export interface CaseProof {
  readonly language: Language;
  readonly check: string;
  readonly outcome: 'proven' | 'broken' | 'not-run';
  /** Why it is broken or was not run. */
  readonly message?: string;
  /** The solution that it was seen to fail with. */
  readonly failsWith?: string;
}

export interface CaseProofRequest {
  readonly pack: Folder;
  readonly exercise: Exercise;
  readonly language: Language;
  readonly runner: Pick<CaseRunner, 'run'>;
  /** How many solutions to run at once. */
  readonly width: number;
  readonly signal: AbortSignal;
}

type Outcome = Omit<CaseProof, 'language' | 'check'>;

/**
 * The proof of all cases in one language: each passes with the reference and every alternative, and fails with a wrong solution
 * that its check rejects, or at least with the starter.
 */
export async function proveCases(request: CaseProofRequest): Promise<readonly CaseProof[]> {
  const { pack, exercise, language, width } = request;
  const cases = await casesOf(pack, exercise, language);
  const known = new Map<string, Outcome>();
  const open = (): readonly Case[] => cases.filter(({ check }) => !known.has(check));

  async function tryWith(
    must: 'pass' | 'fail',
    solution: AuthoredSolution,
    tried: readonly Case[],
  ): Promise<void> {
    for (const run of await runWith(request, solution, tried)) {
      const outcome = outcomeOf(must, solution, run);
      if (outcome) known.set(run.check, outcome);
    }
  }

  const right = solutionsOf(exercise).filter(
    (one) => one.language === language && (one.role === 'reference' || one.role === 'alternative'),
  );
  await inParallel(cases.length > 0 ? right : [], width, (solution) => tryWith('pass', solution, cases));
  for (let round = 0; round <= exercise.manifest.wrong.length && open().length > 0; round++) {
    const trials = nextTrials(exercise, open(), round);
    await inParallel([...trials], width, ([solution, tried]) => tryWith('fail', solution, tried));
  }
  const spared: Outcome = { outcome: 'broken', message: 'fails with no solution that its check rejects' };
  return cases.map(({ check }) => ({ language, check, ...(known.get(check) ?? spared) }));
}

/** For each case the next solution that its check rejects, and after these the starter; grouped, to build each once. */
function nextTrials(
  exercise: Exercise,
  cases: readonly Case[],
  round: number,
): ReadonlyMap<AuthoredSolution, readonly Case[]> {
  const trials = new Map<AuthoredSolution, Case[]>();
  const solutions = solutionsOf(exercise);
  for (const one of cases) {
    const inLanguage = solutions.filter(({ language }) => language === one.language);
    const rejected = inLanguage.filter(({ rejectedBy }) => rejectedBy.includes(one.check));
    const next = [...rejected, ...inLanguage.filter(({ role }) => role === 'starter')][round];
    if (next) trials.set(next, [...(trials.get(next) ?? []), one]);
  }
  return trials;
}

/** Runs cases in a folder as a learner with this solution would have it, with all cases made theirs. */
async function runWith(
  { pack, exercise, language, runner, signal }: CaseProofRequest,
  solution: AuthoredSolution,
  cases: readonly Case[],
): Promise<readonly CaseRun[]> {
  const folder = await assemble(pack, exercise, solution);
  const attempt = { folder, id: exercise.manifest.id, language };
  for (const { check } of await casesOf(pack, exercise, language))
    await makeMine(pack, exercise, attempt, check);
  const result = await runner.run(folder, cases, signal);
  if ('runs' in result) return result.runs;
  const { reason } = result;
  return cases.map(({ check }) => ({ check, passed: false, output: '', reason }));
}

/** What a run says about its case; undefined when it leaves the question open. */
function outcomeOf(must: 'pass' | 'fail', solution: AuthoredSolution, run: CaseRun): Outcome | undefined {
  const { passed, output, reason } = run;
  if (reason?.code === 'no-toolchain') return { outcome: 'not-run', message: reason.message };
  if (reason?.code === 'cancelled') return { outcome: 'not-run', message: 'stopped before it was proven' };
  const name = nameOf(solution);
  if (!reason && passed) return undefined;
  if (!reason && must === 'fail') return { outcome: 'proven', failsWith: name };
  const instead = reason?.message ?? output.trim();
  return { outcome: 'broken', message: `must ${must} with ${name}, but: ${instead}` };
}

function nameOf({ role, id }: AuthoredSolution): string {
  return role === id ? id : `${role}/${id}`;
}
