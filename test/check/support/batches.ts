import type { Judge, Submission } from '../../../src/core/check/judge';
import { runCheck } from '../../../src/core/check/run-check';
import type { CheckReport } from '../../../src/core/check/report';
import type { Limits } from '../../../src/node/limits';
import { createJudges } from '../../../src/node/create-judges';
import { preparedInBatches } from '../../../src/node/go/batch/prepared-in-batches';
import { preparedAfresh } from '../../../src/node/go/preparations';
import { dist } from './judging';

/** A Go judge that builds in batches what it expects, as a proof does. */
export interface BatchJudge {
  readonly judge: Judge;
  /** How many solutions were prepared by themselves. */
  readonly alone: () => number;
  /** Removes what was built. */
  dispose(): Promise<void>;
}

export function judgeInBatches(limits: Partial<Limits> = {}): BatchJudge {
  let alone = 0;
  const preparations = preparedInBatches({
    ...preparedAfresh,
    use: (request, use) => {
      alone++;
      return preparedAfresh.use(request, use);
    },
  });
  const judge = createJudges(dist, { limits, preparations }).go;
  return { judge, alone: () => alone, dispose: () => preparations.dispose() };
}

/** What a Go judge says of a submission. */
export function reportOf(judge: Judge, submission: Submission): Promise<CheckReport> {
  const { signal } = new AbortController();
  return runCheck(judge, { ...submission, language: 'go', signal }, Date.now);
}

/** Tells a judge what is to come. */
export function announce(judge: Judge, submissions: readonly Submission[]): void {
  judge.expect?.(submissions, new AbortController().signal);
}
