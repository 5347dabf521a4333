import type { Check } from '../../core/catalog/manifest';
import type { Failure, RunEvent } from '../../core/check/protocol';
import type { Reason } from '../../core/check/report';
import type { ChildEnd } from '../run-child';
import { explainCrash, raceFinding } from './explain-output';
import { runProgram, testsOf, type GoRun, type ProgramEnd } from './run-program';

/**
 * One check, in a process of its own: whatever it does to that process can't touch another check. `hear` gets what comes
 * before the outcome at once; the outcome itself is known when the process is gone.
 */
export async function runGoCheck(
  run: GoRun,
  check: Check,
  hear: (event: RunEvent) => void,
): Promise<ProgramEnd> {
  const { events, end } = await runProgram(run, testsOf([check.id]), (event) => {
    if (event.type === 'check-found' || event.type === 'check-started') hear(event);
  });
  return { events: withRace(run, check, withCrash(run, check, events, end), end), end };
}

const withoutWords: Failure = {
  message: 'This check failed without a message. Please report it: the fault is in the exercise.',
};

/**
 * A race that the detector saw fails the check, unless the check itself found something to tell. When that is the race, the
 * line where it happened is added.
 */
export function withRace(
  run: Pick<GoRun, 'module'>,
  check: Pick<Check, 'id'>,
  events: readonly RunEvent[],
  end: Pick<ChildEnd, 'output'>,
): readonly RunEvent[] {
  const race = raceFinding(end.output, run.module);
  return events.map((event) => {
    if (event.type !== 'check-ended' || event.id !== check.id) return event;
    const { failure } = event;
    if (failure) {
      const isTheRace = race?.at && !failure.at && /\bdata race\b/.test(failure.message);
      return isTheRace ? { ...event, failure: { ...failure, at: race.at } } : event;
    }
    return event.status === 'passed' && !race
      ? event
      : { ...event, status: 'failed', failure: race ?? withoutWords };
  });
}

/** A check whose process died by a crash of the solution failed by it. */
function withCrash(
  run: GoRun,
  check: Check,
  events: readonly RunEvent[],
  end: ChildEnd,
): readonly RunEvent[] {
  const began = events.some((event) => event.type === 'check-started');
  const ended = events.some((event) => event.type === 'check-ended');
  const failure = end.reason ? undefined : explainCrash(end.output, run.module);
  if (!began || ended || !failure) return events;
  return [...events, { type: 'check-ended', id: check.id, status: 'failed', durationMs: 0, failure }];
}

/** Why what a check's process says does not count: a check has passed only when its process came to its own end as well. */
export function silentReason(
  check: Check,
  events: readonly RunEvent[],
  end: Pick<ChildEnd, 'reason' | 'code' | 'killedBy'>,
): Reason | undefined {
  if (end.reason) return end.reason;
  const types = new Set(events.map((event) => event.type));
  const failed = events.some((event) => event.type === 'check-ended' && event.status === 'failed');
  const cameToEnd = types.has('ended') && (types.has('check-ended') || !types.has('check-started'));
  if (failed || cameToEnd) return undefined;
  const when = `${types.has('check-ended') ? 'right after' : 'during'} the check "${check.title}"`;
  return end.code === 0
    ? { code: 'exited-early', message: `The process ended itself (exit code 0) ${when}.` }
    : { code: 'crashed', message: `The process ended with code ${end.code ?? end.killedBy} ${when}.` };
}
