import type { Language } from '../catalog/manifest';
import type { Problem } from '../catalog/problem';
import type { ParseData } from '../data-document';
import { readEquivalents, withoutEquivalents } from './equivalents';
import { fateOf, judgeMutants, type Fate, type JudgeMutantsRequest } from './judge-mutants';
import type { Mutant, Mutator } from './mutant';

export type Survivor = Omit<Mutant, 'text'>;

/** How much of a reference the checks of an exercise watch over. */
export interface Measurement {
  readonly exercise: string;
  readonly language: Language;
  readonly total: number;
  readonly killed: number;
  /** Survivors that the author says nobody can see. */
  readonly equivalent: number;
  /** The other survivors. */
  readonly survived: readonly Survivor[];
  /** From 0 to 1: killed of those that can be seen. */
  readonly score: number;
  /** What is wrong with the file that names the equivalent ones. */
  readonly problems: readonly Problem[];
}

/** Nothing was measured, and why. */
export interface NotMeasured {
  readonly exercise: string;
  readonly language: Language;
  readonly notMeasured: string;
  readonly problems: readonly Problem[];
}

export interface MeasureRequest extends JudgeMutantsRequest {
  readonly mutantsOf: Mutator;
  readonly parse: ParseData;
  /** Paths of the files to change: those that are the learner's to write. */
  readonly files: readonly string[];
}

/**
 * Mutation testing of the hidden checks over one right solution: changes it in every small way, one at a time, and counts
 * how many of the changes the checks see.
 */
export async function measureChecks(request: MeasureRequest): Promise<Measurement | NotMeasured> {
  const { exercise, language, pack, parse, solution } = request;
  const about = { exercise: exercise.manifest.id, language };
  const { equivalents, problems } = await readEquivalents(pack, parse, exercise);
  const notMeasured = (why: string): NotMeasured => ({ ...about, notMeasured: why, problems });
  const unchanged = await fateOf(request, solution);
  if (unchanged.outcome !== 'survived') return notMeasured(whyNot(unchanged));
  const mutants = await allMutants(request);
  if (mutants.length === 0) return notMeasured('there is nothing to change in its files');
  const fates = await judgeMutants(request, mutants);
  for (const fate of fates) if (fate.outcome === 'unjudged') return notMeasured(fate.message);
  const survived = mutants.filter((_, index) => fates[index]?.outcome === 'survived');
  const { left, problems: stale } = withoutEquivalents(survived, equivalents);
  const killed = mutants.length - survived.length;
  return {
    ...about,
    total: mutants.length,
    killed,
    equivalent: survived.length - left.length,
    survived: left.map(withoutText),
    score: killed + left.length === 0 ? 1 : killed / (killed + left.length),
    problems: [...problems, ...stale],
  };
}

function withoutText({ file, line, column, operator, original, replacement, source }: Mutant): Survivor {
  return { file, line, column, operator, original, replacement, source };
}

async function allMutants({ solution, files, mutantsOf }: MeasureRequest): Promise<readonly Mutant[]> {
  const own = files.flatMap((file) => solution.filter(({ path }) => path === file));
  return (await Promise.all(own.map(({ path, text }) => mutantsOf(path, text)))).flat();
}

function whyNot(fate: Exclude<Fate, { outcome: 'survived' }>): string {
  return fate.outcome === 'killed' ? `it does not pass its checks as it is: ${fate.by}` : fate.message;
}
