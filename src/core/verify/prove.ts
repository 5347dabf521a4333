import { languagesOf, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import type { Problem } from '../catalog/problem';
import type { Judge } from '../check/judge';
import { runCheck } from '../check/run-check';
import type { Section } from '../guides/guide';
import type { CaseRunner } from '../mine/case-runner';
import type { Folder, WallClock } from '../ports';
import { brokenPromise, fingerprint } from './expectation';
import { inParallel } from './in-parallel';
import { proveCases, type CaseProof } from './prove-cases';
import { assemble, solutionName, solutionsOf, type AuthoredSolution } from './solutions';
import { staticProblems } from './static-problems';

/** What became of one shipped solution. `not-run`: this machine can't judge its language, or the proof was stopped before. */
export interface SolutionProof extends AuthoredSolution {
  readonly outcome: 'proven' | 'broken' | 'not-run';
  /** Why it is broken or was not run. */
  readonly message?: string;
  /** How many runs agreed. */
  readonly runs: number;
}

export interface ExerciseProof {
  readonly id: string;
  readonly problems: readonly Problem[];
  readonly solutions: readonly SolutionProof[];
  readonly cases: readonly CaseProof[];
}

export interface ProofPorts {
  readonly pack: Folder;
  readonly judges: Record<Language, Judge>;
  readonly caseRunners: Record<Language, Pick<CaseRunner, 'run'>>;
  readonly clock: WallClock;
}

export interface ProofOptions {
  readonly repeat: number;
  /** Only the solutions in this language; all of them when absent. */
  readonly language?: Language | undefined;
  /** Only the solutions with these names, and no cases; everything when absent. */
  readonly names?: readonly string[] | undefined;
  /** How many solutions to run at once. */
  readonly width: number;
  readonly signal: AbortSignal;
  readonly onSolution?: (exercise: Exercise, proof: SolutionProof) => void;
  readonly onCase?: (exercise: Exercise, proof: CaseProof) => void;
}

/** The author's proof of one exercise: its files fit together, and every shipped solution gets what it deserves. */
export async function proveExercise(
  ports: ProofPorts,
  exercise: Exercise,
  anchors: ReadonlyMap<string, Section>,
  options: ProofOptions,
): Promise<ExerciseProof> {
  const problems = await staticProblems(ports.pack, exercise, anchors);
  const chosen = solutionsOf(exercise).filter(
    (solution) =>
      solution.language === (options.language ?? solution.language) &&
      (options.names?.includes(solutionName(solution)) ?? true),
  );
  const solutions = await inParallel(chosen, options.width, async (solution) => {
    const proof = await proveSolution(ports, exercise, solution, options);
    options.onSolution?.(exercise, proof);
    return proof;
  });
  const cases: CaseProof[] = [];
  for (const language of options.names ? [] : languagesOf(exercise.manifest)) {
    if (language !== (options.language ?? language)) continue;
    const runner = ports.caseRunners[language];
    const proofs = await proveCases({ ...options, pack: ports.pack, exercise, language, runner });
    for (const proof of proofs) options.onCase?.(exercise, proof);
    cases.push(...proofs);
  }
  return { id: exercise.manifest.id, problems, solutions, cases };
}

async function proveSolution(
  { pack, judges, clock }: ProofPorts,
  exercise: Exercise,
  solution: AuthoredSolution,
  { repeat, signal }: ProofOptions,
): Promise<SolutionProof> {
  const { language } = solution;
  const notRun = (message: string): SolutionProof => ({ ...solution, outcome: 'not-run', message, runs: 0 });
  let first: string | undefined;
  for (let run = 1; run <= repeat; run++) {
    const folder = await assemble(pack, exercise, solution);
    const report = await runCheck(
      judges[language],
      { exercise, language, pack, solution: folder, signal },
      clock.now,
    );
    if (signal.aborted) return notRun('stopped before it was proven');
    if (report.reason?.code === 'no-toolchain') return notRun(report.reason.message);
    const message = brokenPromise(solution, report);
    if (message !== undefined) return { ...solution, outcome: 'broken', message, runs: run };
    first ??= fingerprint(report);
    if (fingerprint(report) !== first) {
      const disagreement = `run ${run} disagrees with run 1: ${fingerprint(report)} against ${first}`;
      return { ...solution, outcome: 'broken', message: disagreement, runs: run };
    }
  }
  return { ...solution, outcome: 'proven', runs: repeat };
}
