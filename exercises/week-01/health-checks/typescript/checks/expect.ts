import { describeError, fail, jsonOf, ok, show } from 'codealong/checkkit';
import type { Res } from '../../../../kit/typescript/kit';
import type { Dependency } from './dependency';
import type { Probe } from './gateway';

/** What a probe has to be told. A check is listed by its name, followed by what it failed with. */
export interface Expected {
  readonly http: 200 | 503;
  readonly status: 'ok' | 'degraded' | 'unavailable' | 'draining';
  /** Name and outcome of each check. `failed` leaves the reason open. */
  readonly checks: readonly (readonly [name: string, outcome: Outcome])[];
}
export type Outcome = 'ok' | 'failed' | 'error' | 'timeout';

/** Everybody is well. */
export function allOk(names: readonly string[]): Expected {
  return { http: 200, status: 'ok', checks: names.map((name) => [name, 'ok']) };
}

export const draining: Expected = { http: 503, status: 'draining', checks: [] };

/** The checks in this order, and of these all are well but those that `failed` names. */
export function report(
  status: 'ok' | 'degraded' | 'unavailable',
  names: readonly string[],
  failed: Readonly<Record<string, Outcome>>,
): Expected {
  const checks = names.map((name) => [name, Object.hasOwn(failed, name) ? failed[name] : 'ok'] as const);
  return { http: status === 'unavailable' ? 503 : 200, status, checks: checks as Expected['checks'] };
}

export function expectPending(probe: Probe, message: string, input: string): void {
  ok(probe.state === 'pending', {
    message,
    input,
    expected: 'ready waits',
    actual: describeProbe(probe),
  });
}

export function expectAnswer(probe: Probe, expected: Expected, message: string, input: string): void {
  const answer = answerOf(probe, message, expected, input);
  const said = readReport(answer, input);
  if (answer.status === expected.http && said.status === expected.status && matches(said.checks, expected))
    return;
  const others = said.checks.length === expected.checks.length ? differing(said.checks, expected) : undefined;
  fail({
    message,
    input,
    expected: `${expected.http} ${expected.status}: ${listed(expected.checks, others)}`,
    actual: `${answer.status} ${typeof said.status === 'string' ? said.status : show(said.status)}: ${listed(said.checks.map(outcomeOf), others)}`,
  });
}

/** Fails unless `ready` has resolved. */
export function answerOf(probe: Probe, message: string, expected: Expected | undefined, input: string): Res {
  if (probe.state === 'fulfilled' && isResponse(probe.value)) return probe.value;
  if (probe.state === 'rejected') message = 'ready rejected. It never does: whoever probes gets an answer.';
  return fail({
    message,
    input,
    expected: expected ? `${expected.http} ${expected.status}: ${listed(expected.checks, [])}` : 'an answer',
    actual: describeProbe(probe),
  });
}

export function isResponse(value: unknown): value is Res {
  const { status, headers, body } = (value ?? {}) as Partial<Res>;
  return typeof status === 'number' && typeof headers === 'object' && typeof body === 'string';
}

export function expectCalls(dependency: Dependency, calls: number, message: string, input: string): void {
  ok(dependency.calls === calls, {
    message,
    input,
    expected: `check ${show(dependency.name)} ${called(calls)}`,
    actual: called(dependency.calls),
  });
}

export function called(times: number): string {
  if (times === 0) return 'not called';
  return times === 1 ? 'called once' : `called ${times} times`;
}

interface Said {
  readonly name: unknown;
  readonly status: unknown;
  readonly reason: unknown;
}

function readReport(answer: Res, input: string): { status: unknown; checks: readonly Said[] } {
  const body = (jsonOf(answer, input) ?? {}) as { status?: unknown; checks?: unknown };
  const checks: unknown = body.checks;
  if (!Array.isArray(checks))
    return fail({
      message: 'The body of ready has no list of checks.',
      input,
      expected: 'an object with status and checks',
      actual: answer.body,
    });
  return { status: body.status, checks: checks.map((one: unknown) => (one ?? {}) as Said) };
}

function matches(checks: readonly Said[], expected: Expected): boolean {
  return checks.length === expected.checks.length && differing(checks, expected).length === 0;
}

/** At which places the entries differ. */
function differing(checks: readonly Said[], expected: Expected): readonly number[] {
  return checks.flatMap((one, index) => {
    const wanted = expected.checks[index];
    return wanted && isSaid(one, wanted) ? [] : [index];
  });
}

function isSaid({ name, status, reason }: Said, [wanted, outcome]: Expected['checks'][number]): boolean {
  if (name !== wanted) return false;
  if (outcome === 'ok') return status === 'ok' && (reason ?? '') === '';
  return status === 'failed' && (outcome === 'failed' || reason === outcome);
}

function outcomeOf({ name, status, reason }: Said): readonly [string, string] {
  const why = (reason ?? '') === '' ? '' : `(${show(reason)})`;
  return [typeof name === 'string' ? name : show(name), `${String(status)}${why}`];
}

function listed(
  checks: readonly (readonly [string, string])[],
  places: readonly number[] | undefined,
): string {
  if (checks.length === 0) return 'no checks';
  const isShown = ([, outcome]: readonly [string, string], index: number): boolean =>
    !places || (places.length === 0 ? outcome !== 'ok' : places.includes(index));
  const shown = checks.filter(isShown);
  const rest = checks.length - shown.length;
  const text = shown.slice(0, 13).map(([name, outcome]) => `${show(name)} ${told(outcome)}`);
  const others = places?.length === 0 ? 'ok' : 'as expected';
  return [...text, ...(rest > 0 ? [`${rest}${text.length > 0 ? ' others' : ''} ${others}`] : [])].join(', ');
}

function told(outcome: string): string {
  return outcome === 'error' || outcome === 'timeout' ? `failed('${outcome}')` : outcome;
}

export function describeProbe(probe: Probe): string {
  if (probe.state === 'pending') return 'ready still waits';
  if (probe.state === 'rejected') return `ready rejected with ${describeError(probe.error)}`;
  return isResponse(probe.value)
    ? `${probe.value.status} ${probe.value.body}`
    : `ready resolved to ${show(probe.value)}, which is no Res`;
}
