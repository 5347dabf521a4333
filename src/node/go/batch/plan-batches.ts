import { inBatches } from '../../../core/in-batches';
import { preparationKey, type PrepareRequest } from '../prepare';
import { readGoSource } from '../source';
import { startsQuietly } from './starts-quietly';

/** Solutions by their keys, all of one exercise, that can be built into one program. */
export type Batch = ReadonlyMap<string, PrepareRequest>;

/** More in a program save less and less of what linking takes, and one that does not build spoils more of them. */
const most = 12;

/** Puts solutions together that can be built into one program. Those that stay alone are in no batch. */
export function planBatches(requests: readonly PrepareRequest[]): readonly Batch[] {
  const together = new Map<string, Map<string, PrepareRequest>>();
  for (const request of requests.filter(fits)) {
    const { submission, snapshot, toolchain } = request;
    const kind = JSON.stringify([submission.exercise.path, snapshot.module, snapshot.language, toolchain]);
    const same = together.get(kind) ?? new Map<string, PrepareRequest>();
    together.set(kind, same.set(memberOf(request), request));
  }
  return [...together.values()].flatMap((same) => inBatches(same, most));
}

/** What a solution is called within its batch, which is also the name of a folder and of a package. */
export function memberOf(request: PrepareRequest): string {
  return `m${preparationKey(request).slice(0, 16)}`;
}

/**
 * Whether a solution can share a program with others: nothing of it runs before it is asked for, and what it imports of its
 * own module can be told from other text that looks alike.
 */
function fits({ snapshot }: PrepareRequest): boolean {
  const { module, files } = snapshot;
  return files.every(({ text }) => {
    const own = readGoSource(text).imports.filter((one) => one.text.startsWith(`${module}/`));
    return startsQuietly(text) && text.split(`"${module}/`).length - 1 === own.length;
  });
}
