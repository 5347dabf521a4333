import type { Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import type { Judge } from '../check/judge';
import type { RunEvent } from '../check/protocol';
import type { CheckReport, ReasonCode } from '../check/report';
import { runCheck } from '../check/run-check';
import { memoryFolder } from '../memory-folder';
import type { Folder, WallClock } from '../ports';
import type { TextFile } from '../text-file';
import { inParallel } from '../verify/in-parallel';
import type { Mutant } from './mutant';

/** What became of a mutant. `unjudged`: the run says nothing about it, for a cause that is not in its code. */
export type Fate =
  | {
      readonly outcome: 'killed';
      /** The check that failed, or the code of the reason. */ readonly by: string;
    }
  | { readonly outcome: 'survived' }
  | { readonly outcome: 'unjudged'; readonly message: string };

export interface JudgeMutantsRequest {
  readonly pack: Folder;
  readonly exercise: Exercise;
  readonly language: Language;
  readonly judge: Judge;
  readonly clock: WallClock;
  /** All that a learner with the solution would have, unchanged. */
  readonly solution: readonly TextFile[];
  /** How many mutants to run at once. */
  readonly width: number;
  readonly signal: AbortSignal;
  readonly onMutant?: (mutant: Mutant, fate: Fate) => void;
}

/** Judges every mutant by itself; the fates are in the order of the mutants. A run is over as soon as one check has failed. */
export async function judgeMutants(
  request: JudgeMutantsRequest,
  mutants: readonly Mutant[],
): Promise<readonly Fate[]> {
  return inParallel(mutants, request.width, async (mutant) => {
    const fate = await fateOf(request, [...request.solution, { path: mutant.file, text: mutant.text }]);
    request.onMutant?.(mutant, fate);
    return fate;
  });
}

/** What becomes of these files. Unchanged they must survive: else every mutant would be killed by what is wrong already. */
export async function fateOf(request: JudgeMutantsRequest, files: readonly TextFile[]): Promise<Fate> {
  const { exercise, language, pack, judge, clock, signal } = request;
  if (signal.aborted) return stopped;
  const over = new AbortController();
  const stop = (): void => over.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const failed: string[] = [];
  const onEvent = (event: RunEvent): void => {
    if (event.type !== 'check-ended' || event.status !== 'failed') return;
    failed.push(event.id);
    over.abort();
  };
  const solution = memoryFolder(`a mutant of ${exercise.manifest.id}`, files);
  const check = { exercise, language, pack, solution, signal: over.signal, onEvent };
  const report = await runCheck(judge, check, clock.now);
  signal.removeEventListener('abort', stop);
  const [by] = failed;
  if (by !== undefined) return { outcome: 'killed', by };
  return over.signal.aborted ? stopped : fateIn(report);
}

const stopped: Fate = { outcome: 'unjudged', message: 'stopped before it was judged' };

/** Causes that have nothing to do with what the code does. */
const notItsFault = new Set<ReasonCode>([
  'harness-fault',
  'machine-trouble',
  'no-toolchain',
  'toolchain-fault',
  'cancelled',
]);

function fateIn({ verdict, reason, checks }: CheckReport): Fate {
  const notPassed = checks.find(({ status }) => status !== 'passed');
  if (verdict === 'passed' && !notPassed) return { outcome: 'survived' };
  if (reason && notItsFault.has(reason.code)) return { outcome: 'unjudged', message: reason.message };
  return { outcome: 'killed', by: reason?.code ?? notPassed?.id ?? verdict };
}
