import { realpath } from 'node:fs/promises';
import { faultOf } from '../../core/check/fault';
import type { Judge, RunEnd, Submission } from '../../core/check/judge';
import { isLast, type RunEvent } from '../../core/check/protocol';
import type { Reason } from '../../core/check/report';
import { defaultLimits, type Limits } from '../limits';
import type { ChildEnd } from '../run-child';
import type { BuildResult } from './build-job';
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

const notConfined =
  'This runtime has no permission model, so nothing kept the solution from files and processes in this run.';

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
      const job = building.then((built) => ('job' in built ? built.job : undefined));
      const notes: string[] = [];
      let complete = false;
      const take = (event: RunEvent): void => {
        if (event.type === 'started' && event.confined === false) notes.push(notConfined);
        complete ||= isLast(event);
        hear(event);
      };
      const runner = await runners.take();
      const end = await runner.run({ job, hear: take, signal });
      const built = await building;
      return 'job' in built
        ? { ...endOf(end, complete), notes: [...notes, ...built.notes] }
        : { reason: built.reason, findings: built.findings, output: '', notes: [] };
    },
    // What is built ahead is thrown away, but the compiler remembers it: files that stay as they are by the check cost nothing.
    prepare: (submission) => {
      runners.prepare();
      void build(submission);
    },
    close: () => runners.close(),
  };
}

/** How a process ended says nothing once its events were complete. */
function endOf({ code, killedBy, output, reason }: ChildEnd, complete: boolean): RunEnd {
  const cause = reason ?? (complete ? undefined : unusualEnd(code, killedBy, output));
  return { ...(cause && { reason: cause }), findings: [], output: withoutDump(output), notes: [] };
}

/** The runner ends with code 0 after its end marker; what an early exit with code 0 lacks is that marker. */
function unusualEnd(code: number | null, killedBy: string | null, output: string): Reason | undefined {
  if (code === 0) return undefined;
  if (/heap out of memory|allocation failed/i.test(output.slice(-16_384))) {
    return {
      code: 'out-of-memory',
      message: 'It used more memory than a check may: something grows without end.',
    };
  }
  if (killedBy !== null) return { code: 'crashed', message: `The process was ended by ${killedBy}.` };
  return {
    code: 'exited-early',
    message: `The process ended itself (exit code ${code}) before all checks were judged.`,
  };
}

/** What the solution printed, without what Node and V8 print of themselves when they give up: it names files of ours. */
function withoutDump(output: string): string {
  const dump = output.search(
    /\n*(<--- Last few GCs --->|----- Native stack trace -----|#\n# Fatal error in )/,
  );
  return dump < 0 ? output : output.slice(0, dump);
}
