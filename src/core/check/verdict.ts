import type { Check, Manifest } from '../catalog/manifest';
import { askedChecks } from './asked-checks';
import { cutOff } from './cut-off';
import type { RunEnd } from './judge';
import { planOf } from './plan-of';
import type { RunEvent } from './protocol';
import type { CheckResult, Reason, Verdict } from './report';

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly checks: readonly CheckResult[];
}

/**
 * Computes the verdict from the manifest and what was heard. `passed` needs at least one declared core check, every one
 * of them reported exactly once as passed, no unknown check, and the end marker. A failed core check makes it `failed`. Anything else is
 * `unchecked`, with the reason. Of a run of `only` some checks, these alone count; where none of them is a core check, they
 * decide as core checks do.
 */
export function judgeEvents(
  manifest: Manifest,
  heard: readonly RunEvent[],
  end: Pick<RunEnd, 'reason'>,
  only?: ReadonlySet<string>,
): Judgement {
  const checks = askedChecks(manifest, only).map((check) => resultOf(check, manifest, heard, end.reason));
  const core = checks.filter((check) => check.level === 'core');
  const deciding = only && core.length === 0 ? checks : core;
  const reason = end.reason ?? incompleteness(manifest, heard, checks);
  if (deciding.some((check) => check.status === 'failed')) return withReason('failed', checks, reason);
  const allPassed = deciding.length > 0 && deciding.every((check) => check.status === 'passed');
  if (!reason && allPassed) return { verdict: 'passed', checks };
  return withReason(
    'unchecked',
    checks,
    reason ?? wrongChecks('No core check was judged, or not all of them.'),
  );
}

function withReason(verdict: Verdict, checks: readonly CheckResult[], reason: Reason | undefined): Judgement {
  return reason ? { verdict, checks, reason } : { verdict, checks };
}

function resultOf(
  check: Check,
  { checks }: Pick<Manifest, 'checks'>,
  heard: readonly RunEvent[],
  runReason: Reason | undefined,
): CheckResult {
  const { id, title, level, why, guide, decision } = check;
  const base = { id, title, level, why, guide, durationMs: 0, ...planOf(id, heard) };
  const ends = heard.filter((event) => event.type === 'check-ended' && event.id === id);
  const [ended] = ends;
  if (ended?.type === 'check-ended' && ends.length === 1) {
    const { status, durationMs, failure } = ended;
    if (status === 'failed') return { ...base, status, durationMs, ...failure };
    return { ...base, status, durationMs, ...(decision !== undefined && { decision }) };
  }
  if (ends.length > 1) return { ...base, status: 'errored', message: 'It was reported more than once.' };
  const skipped = heard.find((event) => event.type === 'check-skipped' && event.id === id);
  if (skipped?.type === 'check-skipped') {
    const awaited = checks.find((other) => other.id === skipped.because);
    return { ...base, status: 'skipped', message: `Waits for: ${awaited?.title ?? skipped.because}` };
  }
  const began = heard.some((event) => event.type === 'check-started' && event.id === id);
  if (began) return { ...base, ...cutOff(heard, runReason) };
  return { ...base, status: 'errored', message: 'It did not run.' };
}

/** What is missing or too much in a run that ended by itself. */
function incompleteness(
  manifest: Manifest,
  heard: readonly RunEvent[],
  checks: readonly CheckResult[],
): Reason | undefined {
  const broken = heard.find((event) => event.type === 'load-failed' || event.type === 'broken-off');
  if (broken) {
    const { message, at } = broken.failure;
    const code = broken.type === 'load-failed' ? 'load-failed' : 'changed-built-ins';
    return { code, message: at ? `${at.file}:${at.line}: ${message}` : message };
  }
  const declared = new Set(manifest.checks.map((check) => check.id));
  const unknown = heard.flatMap((event) => ('id' in event ? [event.id] : [])).find((id) => !declared.has(id));
  if (unknown !== undefined)
    return wrongChecks(`A test has the title "${unknown}", but exercise.yaml has no check with that id.`);
  if (!heard.some((event) => event.type === 'ended')) return exitedEarly(heard, checks);
  if (!heard.some((event) => event.type === 'check-ended'))
    return { code: 'no-checks-ran', message: 'The run ended, but no check reported a result.' };
  const unjudged = checks.find((check) => check.status === 'errored');
  if (!unjudged) return undefined;
  const { id, message = '' } = unjudged;
  return heard.some((event) => 'id' in event && event.id === id)
    ? wrongChecks(`The check "${id}" did not report properly. ${message}`.trim())
    : wrongChecks(`The check "${id}" is in exercise.yaml, but no test has that title.`);
}

function wrongChecks(message: string): Reason {
  return { code: 'wrong-checks', message };
}

function exitedEarly(heard: readonly RunEvent[], checks: readonly CheckResult[]): Reason {
  const last = heard.findLast((event) => event.type === 'check-started' || event.type === 'check-ended');
  const running = last?.type === 'check-started' ? checks.find((check) => check.id === last.id) : undefined;
  const when = running ? `during the check "${running.title}"` : 'before all checks had run';
  return {
    code: 'exited-early',
    message: `The process ended by itself ${when}: something in the solution calls for its exit.`,
  };
}
