import { fail, isNear, show } from 'codealong/checkkit';
import { Metrics, type MetricsOptions } from '../reference/pkg/monitoring/metrics';
import { expectTotals } from './errors';
import { expectRefused, rounded, times } from './expect';

type Requests = readonly (readonly [count: number, statusCode: string, seconds: number])[];

function recorded(requests: Requests, options: MetricsOptions = {}): Metrics {
  const metrics = new Metrics(options);
  let endpoint = 0;
  for (const [count, code, seconds] of requests) {
    for (const one of times(count, code)) metrics.recordRequest('GET', `/p${endpoint++ % 12}`, one, seconds);
  }
  return metrics;
}

function describe(requests: Requests): string {
  return (
    requests.map(([count, code, seconds]) => `${count} × ${code} in ${seconds} s`).join(', ') || 'no requests'
  );
}

function expectApdex(metrics: Metrics, target: number, expected: number, input: string): void {
  const actual: unknown = metrics.apdex(target);
  if (typeof actual === 'number' && isNear(actual, expected)) return;
  fail({
    message: `apdex(${target}) is ${rounded(actual)}, expected ${rounded(expected)}.`,
    input,
    expected: show(expected),
    actual: show(actual),
  });
}

const wellKnown: Requests = [[60, '200', 0.2], [30, '200', 0.8], [10, '200', 3]]; // prettier-ignore

export function apdex(): void {
  const cases: readonly (readonly [Requests, target: number, expected: number])[] = [
    [wellKnown, 0.25, 0.75],
    [[[4, '200', 0.25]], 0.25, 1],
    [[[4, '200', 1]], 0.25, 0.5],
    [[[2, '200', 0.25 + 1e-9], [2, '200', 1 + 1e-9]], 0.25, 0.25],
    [[[4, '200', 0]], 0.25, 1],
    [[[4, '200', 30]], 0.25, 0],
    [[[300, '200', 0.1], [100, '503', 0.1], [100, '200', 0.3]], 0.25, 0.7],
    [[[1, '404', 0.1], [1, '499', 0.3], [2, '429', 3]], 0.25, 0.375],
    [[[2, '500', 0.1], [2, '503', 0.1], [2, '599', 0.3], [2, '200', 0.1]], 0.25, 0.25],
    [[[5, '503', 0.01]], 0.25, 0],
    [[[1, '100', 0.02], [1, '302', 0.1], [2, '200', 0.2]], 0.025, 0.375],
    [[[1, '200', 2], [1, '200', 10], [2, '200', 11]], 2.5, 0.375],
  ]; // prettier-ignore
  for (const [requests, target, expected] of cases) {
    expectApdex(recorded(requests), target, expected, describe(requests));
  }
  const own = recorded([[2, '200', 0.3], [1, '200', 1.2], [1, '200', 1.3]], { buckets: [0.3, 1.2, 3] }); // prettier-ignore
  expectApdex(own, 0.3, 0.625, 'buckets 0.3, 1.2, 3; 2 × 200 in 0.3 s, 1 × 200 in 1.2 s, 1 × 200 in 1.3 s');
  bounded();
  threeRounds();
  expectApdex(new Metrics(), 0.25, NaN, 'no requests');
  cannotTell();
}

function bounded(): void {
  for (const maxEndpoints of [0, 1]) {
    const requests: Requests = [...wellKnown, [20, '503', 0.1]];
    const input = `maxEndpoints ${maxEndpoints}, twelve endpoints; ${describe(requests)}`;
    const metrics = recorded(requests, { maxEndpoints });
    expectTotals(metrics, 120, 20, input);
    expectApdex(metrics, 0.25, 0.625, input);
  }
}

function threeRounds(): void {
  const metrics = new Metrics();
  for (const [i, expected] of [1, 0.75, 0.5].entries()) {
    metrics.recordRequest('GET', '/menu', '200', [0.1, 0.5, 2][i] ?? 0);
    expectApdex(metrics, 0.25, expected, `GET /menu in 0.1 s, 0.5 s, 2 s: after ${i + 1} of them`);
    expectApdex(
      metrics,
      0.25,
      expected,
      `GET /menu in 0.1 s, 0.5 s, 2 s: after ${i + 1} of them, asked again`,
    );
  }
}

/** Not a limit; a limit of which 4 × T is none; 4 × T is a limit and T is none; 4 × T above the last limit. */
function cannotTell(): void {
  for (const target of [
    0,
    -0.25,
    NaN,
    Infinity,
    -Infinity,
    0.3,
    0.5,
    0.1,
    0.005,
    0.125,
    0.0125,
    5,
    10,
    20,
    0.25 + 1e-12,
    0.25 - 1e-12,
  ]) {
    for (const requests of [[], wellKnown]) {
      const metrics = recorded(requests);
      expectRefused(`apdex(${target})`, () => metrics.apdex(target), `default limits; ${describe(requests)}`);
    }
  }
  const few = new Metrics({ buckets: [0.5, 1, 3] });
  for (const target of [0.5, 1, 3, 0.25, 0.75, Infinity]) {
    expectRefused(`apdex(${target})`, () => few.apdex(target), 'limits 0.5, 1, 3; no requests');
  }
}
