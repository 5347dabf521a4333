import type { RunEnd } from '../../core/check/judge';
import { isLast, type RunEvent } from '../../core/check/protocol';
import type { Reason } from '../../core/check/report';
import type { ChildEnd } from '../run-child';
import type { BuildResult } from './build-job';
import type { Runner } from './runner';

const notConfined =
  'This runtime has no permission model, so nothing kept the solution from files and processes in this run.';

/** What the learner should know of how their solution runs, by what the runner says of it. */
export function notesOn(event: RunEvent): readonly string[] {
  return event.type === 'started' && event.confined === false ? [notConfined] : [];
}

/** Gives a runner its job, hears its events, and tells how it ended. */
export async function judgeInRunner(
  runner: Runner,
  building: Promise<BuildResult>,
  hear: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<RunEnd> {
  const jobs = building.then((built) => ('job' in built ? [built.job] : []));
  const notes: string[] = [];
  let complete = false;
  const take = (event: RunEvent): void => {
    notes.push(...notesOn(event));
    complete ||= isLast(event);
    hear(event);
  };
  const end = await runner.run({ jobs, hear: take, signal });
  const built = await building;
  return 'job' in built
    ? { ...endOf(end, complete), notes: [...notes, ...built.notes] }
    : { reason: built.reason, findings: built.findings, output: '', notes: [] };
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
    message: `The process ended itself (exit code ${code}) before all checks had run.`,
  };
}

/** What the solution printed, without what Node and V8 print of themselves when they give up: it names files of ours. */
function withoutDump(output: string): string {
  const dump = output.search(
    /\n*(<--- Last few GCs --->|----- Native stack trace -----|#\n# Fatal error in )/,
  );
  return dump < 0 ? output : output.slice(0, dump);
}
