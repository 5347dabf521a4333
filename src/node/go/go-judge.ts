import type { Check } from '../../core/catalog/manifest';
import { askedChecks } from '../../core/check/asked-checks';
import type { Judge, RunEnd, Submission } from '../../core/check/judge';
import type { RunEvent } from '../../core/check/protocol';
import { lacksToolchain, type Reason } from '../../core/check/report';
import { defaultLimits, goLimits, type Limits } from '../limits';
import { printedBySolution } from './explain-output';
import { knownToolchains } from './known-toolchains';
import { preparedAfresh, type Preparations } from './preparations';
import type { PrepareRequest } from './prepare';
import { refusedLines } from './refuse';
import { runGoCheck, silentReason } from './run-checks';
import { testsOf, type GoRun } from './run-program';
import { runTogether } from './run-together';
import { takeGoSnapshot } from './snapshot';
import type { GoToolchain } from './toolchain';

export interface GoJudgeOptions {
  /** Absolute path of the folder with the sources of the check kit. */
  readonly kit: string;
  /** What one check may use. */
  readonly limits?: Partial<Limits>;
  /** Where built solutions live; made for one use when left out. */
  readonly preparations?: Preparations;
}

const raceIsOff = 'The race detector needs cgo and a C compiler, so it was off in this run.';

/** Judges Go solutions with the Go on PATH. */
export function goJudge({ kit, limits, preparations = preparedAfresh }: GoJudgeOptions): Judge {
  const known = knownToolchains();

  async function judgeBuilt(request: PrepareRequest, hear: (event: RunEvent) => void): Promise<RunEnd> {
    const { submission, toolchain, signal } = request;
    const learn = (learned?: GoToolchain): void => known.learn(submission.solution.location, learned);
    const end = await preparations.use(request, async (result): Promise<RunEnd | undefined> => {
      if ('reason' in result) {
        if (lacksToolchain(result.reason)) learn();
        return { ...ended(result.reason), findings: result.findings };
      }
      const { race } = result.prepared.build;
      learn({ ...toolchain, race });
      const run = { ...result.prepared, limits: { ...defaultLimits, ...goLimits, ...limits }, signal };
      const all = await runAll(submission, run, hear);
      return all && { ...all, notes: race ? [] : [raceIsOff] };
    });
    return end ?? judgeBuilt({ ...request, toolchain: { ...toolchain, race: false } }, hear);
  }

  /** What there is to prepare for these submissions, without those that are refused before. */
  async function requestsFor(
    submissions: readonly Submission[],
    signal: AbortSignal,
  ): Promise<readonly PrepareRequest[]> {
    const requests: PrepareRequest[] = [];
    for (const submission of submissions) {
      const found = await known.find(submission.solution.location, signal);
      const taken = await takeGoSnapshot(submission.solution, submission.exercise);
      if ('reason' in found || 'reason' in taken || refusedLines(taken.snapshot).length > 0) continue;
      requests.push({ submission, snapshot: taken.snapshot, toolchain: found.toolchain, kit, signal });
    }
    return requests;
  }

  return {
    expect: (submissions, signal) => preparations.expect?.(requestsFor(submissions, signal).catch(() => [])),
    judge: async (submission, hear, signal) => {
      const found = await known.find(submission.solution.location, signal);
      if ('reason' in found) return ended(found.reason);
      const taken = await takeGoSnapshot(submission.solution, submission.exercise);
      if ('reason' in taken) return ended(taken.reason);
      const findings = refusedLines(taken.snapshot);
      const [first] = findings;
      if (first) {
        const message = `${first.at.file}:${first.at.line}: ${first.message}`;
        return { ...ended({ code: 'not-allowed', message }), findings };
      }
      const { snapshot } = taken;
      return judgeBuilt({ submission, snapshot, toolchain: found.toolchain, kit, signal }, hear);
    },
  };
}

/**
 * Tells of the checks in the order of the manifest: of those that passed together, and of each other one as it is judged by
 * itself. A check whose prerequisite did not pass is skipped; one that can't be judged ends the run, as an endless loop in
 * each of many checks would take minutes. Undefined when nothing ran because the race detector does not work on this machine.
 */
async function runAll(
  { exercise, only }: Submission,
  run: GoRun,
  hear: (event: RunEvent) => void,
): Promise<RunEnd | undefined> {
  const checks = askedChecks(exercise.manifest, only);
  const ids = checks.map(({ id }) => id);
  const notPassed = new Set(ids);
  let reason: Reason | undefined;
  const together = await runTogether(run, testsOf(only && ids));
  if (together === 'race-failed') return undefined;
  hear({ type: 'started' });
  for (const event of together.found) hear(event);
  let alone = '';
  for (const check of checks) {
    const because = check.after.find((id) => notPassed.has(id));
    if (because !== undefined) {
      hear({ type: 'check-skipped', id: check.id, because });
      continue;
    }
    const known = together.passed.get(check.id);
    if (known) {
      for (const event of known) hear(event);
      notPassed.delete(check.id);
      continue;
    }
    const { events, end } = await runGoCheck(run, check, hear);
    for (const event of events) if (event.type === 'check-ended') hear(event);
    if (isPassed(check, events)) notPassed.delete(check.id);
    alone += printedBySolution(end.output);
    reason = silentReason(check, events, end);
    if (reason) break;
  }
  if (!reason) hear({ type: 'ended' });
  return { ...(reason && { reason }), findings: [], output: together.output ?? alone, notes: [] };
}

function isPassed(check: Check, events: readonly RunEvent[]): boolean {
  return events.some(
    (event) => event.type === 'check-ended' && event.id === check.id && event.status === 'passed',
  );
}

function ended(reason: Reason): RunEnd {
  return { reason, findings: [], output: '', notes: [] };
}
