import type { Exercise } from '../catalog/catalog';
import type { Section } from '../guides/section';
import { inParallel } from './in-parallel';
import { piecesOf, type Expected, type Piece } from './pieces';
import type { ExerciseProof, PieceProof } from './proof';
import type { ProofOptions, ProofPorts } from './proof-request';
import { loadSolutions } from './solutions';
import { staticProblems } from './static-problems';

/**
 * The author's proof of exercises: their files fit together, and every shipped solution gets the declared verdict. All
 * pieces of all exercises stand in one queue, the longest first, so that no core waits for the last of one exercise.
 */
export async function proveExercises(
  ports: ProofPorts,
  exercises: readonly Exercise[],
  anchors: ReadonlyMap<string, Section>,
  options: ProofOptions,
): Promise<readonly ExerciseProof[]> {
  const planned = await Promise.all(
    exercises.map(async (exercise) => {
      const authored = await loadSolutions(ports.pack, exercise);
      const problems = await staticProblems(ports.pack, exercise, authored, anchors);
      return { exercise, problems, pieces: await piecesOf(ports, exercise, authored, options) };
    }),
  );
  const { shard, width, onProof } = options;
  const all = planned.flatMap(({ exercise, pieces }) => pieces.map((piece) => ({ exercise, piece })));
  const queue = all
    .filter((_, index) => shard === undefined || index % shard.of === shard.number - 1)
    .sort((one, other) => other.piece.weight - one.piece.weight);
  announce(
    ports,
    queue.flatMap(({ piece }) => piece.expected ?? []),
    options.signal,
  );
  const proofs = new Map<Piece, PieceProof>();
  let done = 0;
  await inParallel(queue, width, async ({ exercise, piece }) => {
    const proof = await piece.prove();
    proofs.set(piece, proof);
    onProof?.(exercise, proof, { done: ++done, total: queue.length });
  });
  return planned.map(({ exercise, problems, pieces }) => {
    const found = pieces.flatMap((piece) => proofs.get(piece) ?? []);
    return {
      id: exercise.manifest.id,
      problems,
      solutions: found.flatMap(({ solution }) => solution ?? []),
      cases: found.flatMap(({ cases }) => cases ?? []),
    };
  });
}

/** Tells each judge which mistakes it will hear of: there are many of them, and they differ little. */
function announce({ judges }: ProofPorts, expected: readonly Expected[], signal: AbortSignal): void {
  for (const [language, judge] of Object.entries(judges)) {
    const own = expected.filter((one) => one.language === language);
    if (own.length > 0)
      judge.expect?.(
        own.map(({ submission }) => submission),
        signal,
      );
  }
}
