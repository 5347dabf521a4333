import { realpath } from 'node:fs/promises';
import { faultOf } from '../../core/check/fault';
import type { Judge, Submission } from '../../core/check/judge';
import { defaultLimits, type Limits } from '../limits';
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
   * Whether runners rehearse, which makes a check faster whose runner was started ahead of it; on when left out. A proof starts
   * hundreds of runners and waits for each, so that rehearsals only cost it time.
   */
  readonly rehearse?: boolean | undefined;
  readonly limits?: Partial<Limits>;
}

/** Judges TypeScript solutions in a child process of the same Node that runs us. */
export function typescriptJudge(options: TypeScriptJudgeOptions): Judge {
  const { runnerScript, rehearse = true, limits } = options;
  const start = async (): Promise<Runner> =>
    startRunner({ script: await realpath(runnerScript), rehearse }, { ...defaultLimits, ...limits });
  const runners = runnerInWaiting(start);
  const build = (submission: Submission): Promise<BuildResult> =>
    options.build(submission).catch((error: unknown) => ({ reason: faultOf(error), findings: [] }));
  return {
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
}
