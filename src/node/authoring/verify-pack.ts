import { availableParallelism } from 'node:os';
import { exerciseOf, type Catalog } from '../../core/catalog/catalog';
import type { Problem } from '../../core/catalog/problem';
import { countRows, misnamed, type RowCount } from '../../core/catalog/rows';
import { CodealongError } from '../../core/errors';
import { derivedSolutions } from '../../core/verify/derived-solutions';
import { guideProblems } from '../../core/verify/guide-problems';
import type { ExerciseProof } from '../../core/verify/proof';
import type { ProofOptions } from '../../core/verify/proof-request';
import { proveExercises } from '../../core/verify/prove';
import { loadSolutions, solutionName } from '../../core/verify/solutions';
import type { Folder } from '../../core/ports';
import { rememberingFolder } from '../../core/remembering-folder';
import { laidOut } from '../cases/laid-out';
import { createCaseRunners, createJudges } from '../create-judges';
import { preparedInBatches } from '../go/batch/prepared-in-batches';
import { preparedLately } from '../go/preparations';
import { cachedProofs } from './cached-proofs';
import { judgedBy } from './judged-by';
import { parsedBefore } from './parsed-before';
import { parseYaml } from '../parse-yaml';
import { readPack } from './read-pack';

export interface VerifyRequest extends Omit<ProofOptions, 'width'> {
  readonly pack: Folder;
  /** Absolute path of the folder that our bundles lie in. */
  readonly distLocation: string;
  /** Ids of exercises; all of them when empty. */
  readonly ids: readonly string[];
  /** Proves all of these exercises again instead of what changed. */
  readonly fresh: boolean;
}

export interface PackProof {
  readonly problems: readonly Problem[];
  readonly exercises: readonly ExerciseProof[];
  readonly rows: RowCount;
}

/**
 * Proves exercises of a pack. What was proven before, and depends on nothing that has changed since, is recalled. Refused with
 * `unknown-exercise`, `unknown-solution` and `invalid-pack`.
 */
export async function verifyPack(request: VerifyRequest): Promise<PackProof> {
  const { distLocation, ids, fresh, ...options } = request;
  const pack = rememberingFolder(request.pack);
  const judged = await judgedBy(distLocation, options.signal);
  const forgets = (exercise: string): boolean => fresh && (ids.length === 0 || ids.includes(exercise));
  const memory = await cachedProofs({ pack: pack.location, judgedBy: judged, forgets });
  const parse = parsedBefore(parseYaml, memory);
  const catalog = await readPack(pack, parse);
  const wanted = ids.length > 0 ? ids : [...catalog.entries.keys()];
  const chosen = await Promise.all(wanted.map((id) => exerciseOf(catalog, id)));
  if (options.names) await requireSolutions(pack, catalog, wanted, options.names);
  const preparations = preparedInBatches(preparedLately(availableParallelism()));
  const { typescript, go } = createCaseRunners(distLocation);
  const ports = {
    pack,
    judges: createJudges(distLocation, { preparations, many: true }),
    caseRunners: { typescript: laidOut(typescript), go: laidOut(go) },
    clock: { now: Date.now },
    memory,
  };
  try {
    const settings = { ...options, width: availableParallelism() };
    const exercises = await proveExercises(ports, chosen, await catalog.sections(), settings);
    const problems = [
      ...catalog.problems,
      ...misnamed(catalog),
      ...(await guideProblems(pack, catalog, parse)),
      ...exercises.flatMap((proof) => proof.problems),
    ];
    return { problems, exercises, rows: countRows(catalog) };
  } finally {
    const isWhole = ids.length === 0 && !options.names && !options.language && !options.shard;
    await memory.save(isWhole && !options.signal.aborted);
    await preparations.dispose();
  }
}

async function requireSolutions(
  pack: Folder,
  catalog: Catalog,
  ids: readonly string[],
  names: readonly string[],
): Promise<void> {
  const loaded = await Promise.all(
    ids.map(async (id) => {
      const exercise = await exerciseOf(catalog, id);
      const { solutions } = await loadSolutions(pack, exercise);
      return [...solutions, ...derivedSolutions(exercise, solutions)];
    }),
  );
  const known = new Set(loaded.flat().map(solutionName));
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new CodealongError(
    'unknown-solution',
    `There is no solution "${unknown}" here. There are: ${[...known].join(', ')}.`,
  );
}
