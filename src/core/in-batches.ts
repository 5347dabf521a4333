/**
 * Puts things of a kind, each by its name, into as few batches as they need when none may hold more than `most`, all of about the
 * same size. What would be alone is in no batch.
 */
export function inBatches<T>(
  things: ReadonlyMap<string, T>,
  most: number,
): readonly ReadonlyMap<string, T>[] {
  const all = [...things];
  const count = Math.ceil(all.length / most);
  const size = Math.ceil(all.length / count);
  const batches = Array.from({ length: count }, (_, at) => new Map(all.slice(at * size, (at + 1) * size)));
  return batches.filter((batch) => batch.size > 1);
}
