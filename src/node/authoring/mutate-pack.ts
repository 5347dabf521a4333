import { availableParallelism } from 'node:os';
import { exerciseOf, languagesOf, learnerFiles, type Exercise } from '../../core/catalog/catalog';
import { measureChecks, type Measurement, type NotMeasured } from '../../core/mutation/measure-checks';
import type { Folder } from '../../core/ports';
import { loadSolutions } from '../../core/verify/solutions';
import { createJudges, createMutator } from '../create-judges';
import { mutantLimits } from '../limits';
import { parseYaml } from '../parse-yaml';
import { readPack } from './read-pack';

export interface MutateRequest {
  readonly pack: Folder;
  /** Absolute path of the folder that our bundles lie in. */
  readonly distLocation: string;
  /** Ids of exercises; all of them when empty. */
  readonly ids: readonly string[];
  readonly signal: AbortSignal;
  /** Called for each mutant that was judged. */
  readonly onMutant?: (exercise: Exercise, done: number) => void;
  /** Called for each exercise when it is measured. */
  readonly onMeasured?: (outcome: Measurement | NotMeasured) => void;
}

/** Mutation testing of the hidden checks over the TypeScript references of a pack. Refused with `unknown-exercise` and `invalid-pack`. */
export async function mutatePack(request: MutateRequest): Promise<readonly (Measurement | NotMeasured)[]> {
  const { pack, distLocation, ids, signal, onMutant, onMeasured } = request;
  const catalog = await readPack(pack);
  const wanted = ids.length > 0 ? ids : [...catalog.entries.keys()];
  const chosen = await Promise.all(wanted.map((id) => exerciseOf(catalog, id)));
  const language = 'typescript';
  const judge = createJudges(distLocation, { limits: mutantLimits, many: true })[language];
  const outcomes: (Measurement | NotMeasured)[] = [];
  for (const exercise of chosen.filter(({ manifest }) => languagesOf(manifest).includes(language))) {
    const { solutions } = await loadSolutions(pack, exercise);
    const reference = solutions.find((one) => one.language === language && one.role === 'reference');
    let done = 0;
    const outcome = await measureChecks({
      ...{ pack, exercise, language, judge, clock: { now: Date.now }, parse: parseYaml, signal },
      solution: reference?.files ?? [],
      files: learnerFiles(exercise, language),
      mutantsOf: createMutator(distLocation),
      width: availableParallelism(),
      onMutant: () => onMutant?.(exercise, ++done),
    });
    onMeasured?.(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}
