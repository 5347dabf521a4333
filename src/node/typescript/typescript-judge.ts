import { realpath } from 'node:fs/promises';
import { faultOf } from '../../core/check/fault';
import type { Judge, Submission } from '../../core/check/judge';
import { defaultLimits, type Limits } from '../limits';
import { judgeBatch } from './batch/judge-batch';
import { judgedInBatches } from './batch/judged-in-batches';
import type { BuildResult } from './build-job';
import { judgeInRunner } from './judge-in-runner';
import type { Build } from './typescript-build';
import { startRunner, type Runner } from './runner';
import { runnerInWaiting } from './runner-in-waiting';

export interface TypeScriptJudgeOptions {
  /** Absolute path of the bundled runner. */
  readonly runnerScript: string;
  readonly build: Build;
  /**
   * Whether hundreds of submissions follow each other, as in a proof; off when left out. Then no runner rehearses, which makes
   * only a check faster whose runner was started ahead of it, and those that are expected share processes.
   */
  readonly many?: boolean | undefined;
  readonly limits?: Partial<Limits>;
}

/** Judges TypeScript solutions in a child process of the same Node that runs us. */
export function typescriptJudge(options: TypeScriptJudgeOptions): Judge {
  const { runnerScript, many = false } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const start = async (own = limits): Promise<Runner> =>
    startRunner({ script: await realpath(runnerScript), rehearse: !many }, own);
  const runners = runnerInWaiting(() => start());
  const build = (submission: Submission): Promise<BuildResult> =>
    options.build(submission).catch((error: unknown) => ({ reason: faultOf(error), findings: [] }));
  const single: Judge = {
    judge: async (submission, hear, signal) => {
      const building = build(submission);
      return judgeInRunner(await runners.take(), building, hear, signal);
    },
    // What is built ahead is thrown away, but the compiler remembers it: files that stay as they are by the check cost nothing.
    prepare: (submission) => {
      runners.prepare();
      void build(submission);
    },
    close: () => runners.close(),
  };
  if (!many) return single;
  const startFor = (checks: number): Promise<Runner> =>
    start({ ...limits, timeMs: limits.timeMs * checks, wallMs: limits.wallMs * checks });
  return judgedInBatches(single, (batch, signal) => judgeBatch(batch, { build, start: startFor }, signal));
}
