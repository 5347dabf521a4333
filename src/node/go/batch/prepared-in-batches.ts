import { emptyFolder } from '../../empty-folder';
import { removeFolder } from '../../remove-folder';
import type { Preparations } from '../preparations';
import type { PrepareRequest } from '../prepare';
import { buildBatch, type PreparedBatch } from './build-batch';
import { memberOf, planBatches, type Batch } from './plan-batches';

/** A batch that is built, or being built. */
interface Begun {
  readonly folder: Promise<string>;
  readonly built: Promise<PreparedBatch | undefined>;
}

/**
 * What is expected is built in batches, several solutions into one program; everything else, and each member of a batch
 * that does not build, is left to `single`. While one batch is used the next is built. A batch is removed once two others
 * were begun after it and nobody uses it; who asks for one of its members later finds it prepared by itself.
 */
export function preparedInBatches(single: Preparations): Preparations {
  let planned: Promise<readonly Batch[]> = Promise.resolve([]);
  const begun = new Map<Batch, Begun>();
  const gone = new Set<Batch>();
  const users = new Map<Batch, number>();

  function begin(batch: Batch | undefined): Begun | undefined {
    if (!batch || gone.has(batch)) return undefined;
    const known = begun.get(batch);
    if (known) return known;
    const folder = emptyFolder([...batch.values()][0]?.toolchain.temp);
    const built = folder.then((path) => buildBatch(path, batch)).catch(() => undefined);
    begun.set(batch, { folder, built });
    return { folder, built };
  }

  async function removeOldest(spared: number): Promise<void> {
    for (const [batch, { folder, built }] of [...begun].slice(0, Math.max(0, begun.size - spared))) {
      if ((users.get(batch) ?? 0) > 0) continue;
      begun.delete(batch);
      gone.add(batch);
      await built;
      await folder.then(removeFolder, () => undefined);
    }
  }

  return {
    expect: (requests) => {
      const before = planned;
      planned = Promise.all([before, requests]).then(([known, more]) => [...known, ...planBatches(more)]);
    },
    use: async (request: PrepareRequest, use) => {
      const member = memberOf(request);
      const batches = await planned;
      const at = batches.findIndex((batch) => batch.has(member));
      const batch = batches[at];
      const mine = begin(batch);
      if (!batch || !mine) return single.use(request, use);
      users.set(batch, (users.get(batch) ?? 0) + 1);
      try {
        const found = await mine.built.then((built) => built?.get(member));
        begin(batches[at + 1]);
        return found ? await use({ prepared: found }) : await single.use(request, use);
      } finally {
        users.set(batch, (users.get(batch) ?? 1) - 1);
        await removeOldest(3);
      }
    },
    dispose: async () => {
      await removeOldest(0);
      await single.dispose();
    },
  };
}
