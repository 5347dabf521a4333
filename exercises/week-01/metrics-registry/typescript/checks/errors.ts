import { fail, show } from 'codealong/checkkit';
import { Metrics } from '../reference/pkg/monitoring/metrics';
import { expectRefused } from './expect';
import { refused } from './refused-records';

const codes = '100 199 200 204 299 301 399 400 401 404 418 429 499 500 501 502 503 504 550 599'.split(' ');

export function expectTotals(metrics: Metrics, requests: number, errors: number, input: string): void {
  const totals: { readonly requests?: unknown; readonly errors?: unknown } | undefined = metrics.totals();
  for (const [field, expected] of [
    ['requests', requests],
    ['errors', errors],
  ] as const) {
    // prettier-ignore
    const actual = totals?.[field];
    if (actual === expected || (actual === 0 && expected === 0)) continue;
    fail({
      message: `totals().${field} is ${show(actual)}, expected ${expected}.`,
      input,
      expected: `${field}: ${expected}`,
      actual: `${field}: ${show(actual)}`,
    });
  }
}

export function countsErrors(): void {
  const metrics = new Metrics();
  expectTotals(metrics, 0, 0, 'new Metrics()');
  let [requests, errors] = [0, 0];
  for (const endpoint of ['/orders', '/menu', '/loyalty']) {
    for (const code of codes) {
      metrics.recordRequest('GET', endpoint, code, 0.1);
      requests++;
      if (Number(code) >= 500) errors++;
      expectTotals(
        metrics,
        requests,
        errors,
        `${requests} requests, the last one GET ${endpoint} with ${code}`,
      );
    }
  }
  for (const [code, seconds] of refused.slice(-5)) {
    const call = `recordRequest('GET', '/menu', '${code}', ${seconds})`;
    expectRefused(call, () => metrics.recordRequest('GET', '/menu', code, seconds));
    expectTotals(metrics, requests, errors, `${requests} requests; ${call} was refused`);
  }
}
