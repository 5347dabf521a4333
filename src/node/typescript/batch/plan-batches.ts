import { createHash } from 'node:crypto';
import type { Submission } from '../../../core/check/judge';
import { filesBelow } from '../../../core/files-below';
import { inBatches } from '../../../core/in-batches';

/** Submissions by their keys, all of one exercise, that are judged by one process. */
export type Batch = ReadonlyMap<string, Submission>;

/** More in a process save less and less of its start, and one that ends it spoils more of them. */
const most = 12;

/** Puts submissions of the same exercise together. One that is alone is in no batch. */
export async function planBatches(submissions: readonly Submission[]): Promise<readonly Batch[]> {
  const together = new Map<string, Map<string, Submission>>();
  for (const submission of submissions) {
    const { path } = submission.exercise;
    const same = together.get(path) ?? new Map<string, Submission>();
    together.set(path, same.set(await memberOf(submission), submission));
  }
  return [...together.values()].flatMap((same) => inBatches(same, most));
}

/** What makes two submissions the same: the exercise, the checks that are asked for, and every byte of the solution. */
export async function memberOf({ exercise, solution, only }: Submission): Promise<string> {
  const parts = [exercise.path, only && [...only], await filesBelow(solution, '')];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
