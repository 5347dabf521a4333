import type { Check } from '../../core/catalog/manifest';
import { askedChecks } from '../../core/check/asked-checks';
import type { Judge, RunEnd, Submission } from '../../core/check/judge';
import type { RunEvent } from '../../core/check/protocol';
import type { Reason } from '../../core/check/report';
import { defaultLimits, type Limits } from '../limits';
import { printedBySolution } from './explain-output';
import { preparedAfresh, type Preparations } from './preparations';
import { refusedLines } from './refuse';
import { runGoCheck, silentReason } from './run-checks';
import { testsOf, type GoRun } from './run-program';
import { runTogether } from './run-together';
import { takeGoSnapshot } from './snapshot';
import { findGo, type GoToolchain, type ToolchainResult } from './toolchain';

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
  let known: GoToolchain | undefined;
  const toolchainNow = async (signal: AbortSignal): Promise<ToolchainResult> => {
    const found = known ? { toolchain: known } : await findGo(signal);
    if ('toolchain' in found) known = found.toolchain;
    return found;
  };
  return {
    judge: async (submission, hear, signal) => {
      const found = await toolchainNow(signal);
      if ('reason' in found) return ended(found.reason);
      const taken = await takeGoSnapshot(submission.solution, submission.exercise);
      if ('reason' in taken) return ended(taken.reason);
      const findings = refusedLines(taken.snapshot);
      const [first] = findings;
      if (first) {
        const message = `${first.at.file}:${first.at.line}: ${first.message}`;
        return { ...ended({ code: 'not-allowed', message }), findings };
      }
      const request = { submission, snapshot: taken.snapshot, toolchain: found.toolchain, kit, signal };
      return preparations.use(request, async (result) => {
        if ('reason' in result) return { ...ended(result.reason), findings: result.findings };
        const run = { ...result.prepared, limits: { ...defaultLimits, ...limits }, signal };
        return { ...(await runAll(submission, run, hear)), notes: run.build.race ? [] : [raceIsOff] };
      });
    },
  };
}

/**
 * Tells of the checks in the order of the manifest: of those that passed together, and of each other one as it is judged by
 * itself. A check whose prerequisite did not pass is skipped; one that can't be judged ends the run, as an endless loop in
 * each of many checks would take minutes.
 */
async function runAll(
  { exercise, only }: Submission,
  run: GoRun,
  hear: (event: RunEvent) => void,
): Promise<RunEnd> {
  const checks = askedChecks(exercise.manifest, only);
  const ids = checks.map(({ id }) => id);
  const notPassed = new Set(ids);
  let reason: Reason | undefined;
  hear({ type: 'started' });
  const together = await runTogether(run, testsOf(only && ids));
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
