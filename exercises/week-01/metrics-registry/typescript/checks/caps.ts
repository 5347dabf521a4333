import { Metrics, type MetricsOptions } from '../reference/pkg/monitoring/metrics';
import { defaults } from './buckets';
import { times } from './expect';
import { expectSeries, type Labels } from './expect-series';

/** Metrics, and beside them what has to be recorded. */
class Capped {
  readonly metrics: Metrics;
  /** Method, status code and endpoint, which may be any text, to what was recorded under them. */
  readonly expected = new Map<string, Labels & { readonly seconds: number[] }>();
  readonly names = new Set<string>();

  constructor(
    readonly most: number,
    options: MetricsOptions,
  ) {
    this.metrics = new Metrics(options);
  }

  record(method: string, endpoint: string, statusCode: string): void {
    this.metrics.recordRequest(method, endpoint, statusCode, 0.2);
    if (endpoint !== 'other' && this.names.size < this.most) this.names.add(endpoint);
    const name = this.names.has(endpoint) ? endpoint : 'other';
    const key = `${method} ${statusCode} ${name}`;
    const one = this.expected.get(key) ?? { method, endpoint: name, statusCode, seconds: [] };
    one.seconds.push(0.2);
    this.expected.set(key, one);
  }

  expect(input: string): void {
    expectSeries(this.metrics, [...this.expected.values()], defaults, input);
  }
}

export function capsEndpoints(): void {
  theDefault();
  for (const most of [0, 1, 2, 12]) threeRounds(most);
  for (const place of [0, 2, 3, 5]) calledOther(place);
  anyText();
}

function theDefault(): void {
  const capped = new Capped(100, {});
  const paths = times(2000, 0).map((_, i) => `/orders/${i}`);
  for (const path of paths) capped.record('GET', path, '200');
  capped.expect('GET /orders/0 … /orders/1999, each once');
  const later = ['/orders/0', '/orders/99', '/orders/57', '/orders/100', '/orders/1999', '/menu'];
  const requests = [['POST', '200'], ['GET', '503'], ['GET', '200']] as const; // prettier-ignore
  for (const path of later) for (const [method, code] of requests) capped.record(method, path, code);
  capped.expect(
    `GET /orders/0 … /orders/1999 with 200, each once; then POST with 200, GET with 503 and GET with 200 for ${later.join(', ')}`,
  );
}

function threeRounds(most: number): void {
  const capped = new Capped(most, { maxEndpoints: most });
  const paths = times(15, 0).map((_, i) => `/p${i}`);
  for (const round of [1, 2, 3]) {
    for (const [i, path] of paths.entries()) {
      capped.record(i % 2 === 0 ? 'GET' : 'POST', path, i % 3 === 0 ? '500' : '200');
      if (round > 1 && i % 7 > 0) continue;
      capped.expect(`maxEndpoints ${most}; /p0 … /p14 in three rounds, up to ${path} in round ${round}`);
    }
  }
}

/** Names that objects know from birth, and texts that are nearly the same, where there is room for some. */
function anyText(): void {
  const paths = ['/a', 'constructor', '__proto__', 'toString', '', ' /a', '/A', '/a/', ' other', 'OTHER'];
  for (const most of [1, 4, 8]) {
    const capped = new Capped(most, { maxEndpoints: most });
    for (const path of [...paths, ...paths]) capped.record('GET', path, '200');
    capped.expect(
      `maxEndpoints ${most}; GET ${paths.map((path) => `'${path}'`).join(', ')}, all of them twice`,
    );
  }
}

function calledOther(place: number): void {
  const capped = new Capped(3, { maxEndpoints: 3 });
  const paths = ['/a', '/b', 'Other', '/d', '/e'];
  paths.splice(place, 0, 'other');
  for (const [i, path] of [...paths, ...paths].entries()) {
    capped.record('GET', path, '200');
    capped.expect(`maxEndpoints 3; GET ${[...paths, ...paths].slice(0, i + 1).join(', ')}`);
  }
}
