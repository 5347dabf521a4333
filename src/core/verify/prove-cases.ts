import type { Exercise } from '../catalog/catalog';
import type { CodeLanguage } from '../catalog/manifest';
import type { CaseRun, CaseRunner } from '../cases/case-runner';
import { casesOf, type Case } from '../cases/cases';
import { makeMine } from '../cases/make-mine';
import { lacksToolchain } from '../check/report';
import type { Folder } from '../ports';
import type { CaseProof } from './proof';
import { folderOf, solutionName, type AuthoredSolution } from './solutions';

export interface CasesRequest {
  readonly pack: Folder;
  readonly exercise: Exercise;
  readonly language: CodeLanguage;
  /** The exercise's solutions in this language. */
  readonly solutions: readonly AuthoredSolution[];
  readonly runner: Pick<CaseRunner, 'run'>;
  readonly signal: AbortSignal;
}

type Found = Omit<CaseProof, 'language' | 'check'>;

/**
 * The proof of all cases in one language: each passes with the reference, and fails with a wrong solution that its check
 * rejects, or at least with the starter.
 */
export async function proveCases(request: CasesRequest): Promise<readonly CaseProof[]> {
  const { pack, exercise, language, solutions } = request;
  const cases = await casesOf(pack, exercise, language);
  const known = new Map<string, Found>();
  const open = (): readonly Case[] => cases.filter(({ check }) => !known.has(check));
  const tryWith = async (
    must: 'pass' | 'fail',
    solution: AuthoredSolution,
    tried: readonly Case[],
  ): Promise<void> => {
    for (const run of await runWith(request, solution, tried)) {
      const found = judged(must, solution, run);
      if (found) known.set(run.check, found);
    }
  };

  const reference = solutions.find(({ role }) => role === 'reference');
  if (reference && cases.length > 0) await tryWith('pass', reference, cases);
  for (let round = 0; round <= solutions.length && open().length > 0; round++) {
    for (const [solution, tried] of nextTrials(solutions, open(), round))
      await tryWith('fail', solution, tried);
  }
  const spared: Found = { outcome: 'broken', message: 'fails with no solution that its check rejects' };
  return cases.map(({ check }) => ({ language, check, ...(known.get(check) ?? spared) }));
}

/** For each case the next solution that its check rejects, and after these the starter; grouped, to build each once. */
function nextTrials(
  solutions: readonly AuthoredSolution[],
  cases: readonly Case[],
  round: number,
): ReadonlyMap<AuthoredSolution, readonly Case[]> {
  const trials = new Map<AuthoredSolution, Case[]>();
  for (const one of cases) {
    const rejected = solutions.filter(({ rejectedBy }) => rejectedBy.includes(one.check));
    const next = [...rejected, ...solutions.filter(({ role }) => role === 'starter')][round];
    if (next) trials.set(next, [...(trials.get(next) ?? []), one]);
  }
  return trials;
}

/** Runs cases in a folder as a learner with this solution would have it, with all cases made theirs. */
async function runWith(
  { pack, exercise, language, runner, signal }: CasesRequest,
  solution: AuthoredSolution,
  cases: readonly Case[],
): Promise<readonly CaseRun[]> {
  const folder = folderOf(exercise, solution);
  const attempt = { folder, id: exercise.manifest.id, language };
  for (const { check } of await casesOf(pack, exercise, language))
    await makeMine(pack, exercise, attempt, check);
  const result = await runner.run(folder, cases, signal);
  if ('runs' in result) return result.runs;
  const { reason } = result;
  return cases.map(({ check }) => ({ check, passed: false, output: '', reason }));
}

/** What a run says about its case; undefined when it leaves the question open. */
function judged(must: 'pass' | 'fail', solution: AuthoredSolution, run: CaseRun): Found | undefined {
  const { passed, output, reason } = run;
  if (reason && lacksToolchain(reason)) return { outcome: 'not-run', message: reason.message };
  if (reason?.code === 'cancelled') return { outcome: 'not-run', message: 'stopped before it was proven' };
  const name = solutionName(solution);
  if (!reason && passed) return undefined;
  if (!reason && must === 'fail') return { outcome: 'proven', failsWith: name };
  const instead = reason?.message ?? output.trim();
  return { outcome: 'broken', message: `must ${must} with ${name}, but: ${instead}` };
}
