import type { Judge } from '../../../core/check/judge';
import type { Judged } from './judge-batch';
import { memberOf, planBatches, type Batch } from './plan-batches';

type JudgeBatch = (batch: Batch, signal: AbortSignal) => Promise<Map<string, Judged>>;

/**
 * What is expected is judged in batches, several submissions in one process, when the first of them is asked for, and the next
 * batch at the same time. Each is told once; everything else, and whatever a batch could not tell, is left to `single`.
 */
export function judgedInBatches(single: Judge, judgeBatch: JudgeBatch): Judge {
  let planned: Promise<readonly Batch[]> = Promise.resolve([]);
  const signals = new Map<Batch, AbortSignal>();
  const begun = new Map<Batch, Promise<Map<string, Judged>>>();

  async function plan(more: Promise<readonly Batch[]>, signal: AbortSignal): Promise<readonly Batch[]> {
    const [known, added] = await Promise.all([planned, more]);
    for (const batch of added) signals.set(batch, signal);
    return [...known, ...added];
  }

  function begin(batch: Batch | undefined): Promise<Map<string, Judged>> | undefined {
    const signal = batch && signals.get(batch);
    if (!signal) return undefined;
    const known = begun.get(batch);
    if (known) return known;
    const judging = judgeBatch(batch, signal).catch(() => new Map<string, Judged>());
    begun.set(batch, judging);
    return judging;
  }

  async function take(batches: readonly Batch[], member: string): Promise<Judged | undefined> {
    const at = batches.findIndex((batch) => batch.has(member));
    const mine = begin(batches[at]);
    if (!mine) return undefined;
    void begin(batches[at + 1]);
    const judged = await mine;
    const own = judged.get(member);
    judged.delete(member);
    return own;
  }

  return {
    ...single,
    expect: (submissions, signal) => void (planned = plan(planBatches(submissions), signal)),
    judge: async (submission, hear, signal) => {
      const judged = await take(await planned, await memberOf(submission));
      if (!judged) return single.judge(submission, hear, signal);
      for (const event of judged.events) hear(event);
      return judged.end;
    },
  };
}
