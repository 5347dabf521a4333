import type { Exercise } from '../catalog/catalog';
import type { Judge } from '../check/judge';
import { lacksToolchain } from '../check/report';
import { runCheck } from '../check/run-check';
import type { Folder, WallClock } from '../ports';
import { fingerprint, mismatch } from './expectation';
import type { SolutionProof } from './proof';
import { folderOf, type AuthoredSolution } from './solutions';

export interface SolutionRequest {
  readonly pack: Folder;
  readonly exercise: Exercise;
  readonly solution: AuthoredSolution;
  readonly judge: Judge;
  readonly clock: WallClock;
  /** How many runs must agree. */
  readonly repeat: number;
  readonly signal: AbortSignal;
}

/** Runs a shipped solution as often as asked for: it gets the declared verdict each time, and the same outcome. */
export async function proveSolution(request: SolutionRequest): Promise<SolutionProof> {
  const { pack, exercise, solution, judge, clock, repeat, signal } = request;
  const { language, role, id, rejectedBy } = solution;
  const told = { language, role, id, rejectedBy };
  const notRun = (message: string): SolutionProof => ({ ...told, outcome: 'not-run', message, runs: 0 });
  const only = checksToRun(exercise, solution);
  let first: string | undefined;
  for (let run = 1; run <= repeat; run++) {
    const folder = folderOf(exercise, solution);
    const check = { exercise, language, pack, solution: folder, signal, ...(only && { only }) };
    const report = await runCheck(judge, check, clock.now);
    if (signal.aborted) return notRun('stopped before it was proven');
    if (report.reason && lacksToolchain(report.reason)) return notRun(report.reason.message);
    const message = mismatch(solution, report);
    if (message !== undefined) return { ...told, outcome: 'broken', message, runs: run };
    first ??= fingerprint(report);
    if (fingerprint(report) !== first) {
      const disagreement = `run ${run} disagrees with run 1: ${fingerprint(report)} against ${first}`;
      return { ...told, outcome: 'broken', message: disagreement, runs: run };
    }
  }
  return { ...told, outcome: 'proven', runs: repeat };
}

/** For a wrong solution the checks that must reject it, and those they come after; all of them for every other. */
export function checksToRun(
  { manifest }: Exercise,
  { role, rejectedBy }: Pick<AuthoredSolution, 'role' | 'rejectedBy'>,
): ReadonlySet<string> | undefined {
  if (role !== 'wrong') return undefined;
  const after = new Map(manifest.checks.map((check) => [check.id, check.after]));
  const wanted = new Set(rejectedBy);
  // Checks that are added while it goes on are visited as well.
  for (const id of wanted) for (const before of after.get(id) ?? []) wanted.add(before);
  return wanted;
}
