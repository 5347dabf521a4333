import { equal } from 'codealong/checkkit';
import { Metrics } from '../reference/pkg/monitoring/metrics';
import { defaults } from './buckets';
import { countsOf, expectList, scribble } from './expect';
import { expectListed, expectSeries, grouped, type Labels, type Recorded } from './expect-series';

/** Texts that labels could be joined by. */
const separators = [
  ...['|', '||', ',', ', ', ':', '::', ';', '-', '_', '.', '/', '#', '&', '=', ' ', '"', '","'],
  ...['\t', '\n', '\0', '\u0001', '\u001f', ''],
];

const rows: readonly (readonly [method: string, endpoint: string, statusCode: string])[] = [
  ['GET', '/orders', '200'],
  ['GET', '/orders', '201'],
  ['GET', '/orders', '503'],
  ['get', '/orders', '200'],
  ['GET', '/Orders', '200'],
  ['GET', ' /orders', '200'],
  ['GET', '/orders ', '200'],
  ['GET ', '/orders', '200'],
  ['GET', '/orders/', '200'],
  ['POST', '/orders', '200'],
  ['a\\', 'b|c', '200'],
  ['a|b\\', 'c', '200'],
  ...separators.flatMap((text) => [[`a${text}b`, 'c', '200'] as const, ['a', `b${text}c`, '200'] as const]),
  ['__proto__', '__proto__', '200'],
  ['constructor', 'toString', '200'],
  ['', '', '200'],
  ['', '/menu', '200'],
  ['/menu', '', '200'],
  ['GET', '/orders%20', '200'],
  ['GET', '/orders+', '200'],
  ['GET', '/orders?page=1', '200'],
  ['GET', '/orders?page=2', '200'],
  ['GET', '/orders/7', '200'],
  ['GET', '/orders/8', '200'],
  ['GET', '/caf\u00e9', '200'],
  ['GET', '/cafe\u0301', '200'],
];

export function seriesStayApart(): void {
  equal(listLength(new Metrics()), 0, {
    message: 'Nothing was recorded yet.',
    input: 'new Metrics().series().length',
  });
  withTheDefaults();
  allApart();
  limitsOfTheirOwn();
  listsAreCopies();
}

function listLength(metrics: Metrics): unknown {
  return metrics.series()?.length;
}

function withTheDefaults(): void {
  const metrics = new Metrics();
  const requests = [0, 0.005, 0.1, 3, 10, 10.5].map((seconds) => ({
    ...labels('GET', '/menu', '200'),
    seconds,
  }));
  for (const [i, { seconds }] of requests.entries()) {
    metrics.recordRequest('GET', '/menu', '200', seconds);
    const seen = requests.slice(0, i + 1);
    const input = `recordRequest('GET', '/menu', '200', …) with ${seen.map((one) => one.seconds).join(', ')}`;
    expectSeries(metrics, grouped(seen), defaults, input);
  }
}

function labels(method: string, endpoint: string, statusCode: string): Labels {
  return { method, endpoint, statusCode };
}

/** Combination number i gets i + 1 requests, in rounds. */
function allApart(): void {
  const metrics = new Metrics();
  const expected = rows.map((row) => ({ ...labels(...row), seconds: [] as number[] }));
  for (let round = 0; round < rows.length; round++) {
    for (const { method, endpoint, statusCode, seconds } of expected.slice(round)) {
      const took = (round % 7) / 4;
      metrics.recordRequest(method, endpoint, statusCode, took);
      seconds.push(took);
    }
  }
  const input = `${rows.length} combinations of labels, each with a number of requests of its own`;
  expectSeries(metrics, expected, defaults, input);
  const all = metrics.series().map(({ duration }) => duration);
  const merged = all.reduce((sum, duration) => sum.merge(duration));
  const counts = countsOf(defaults, expected.flatMap(({ seconds }) => seconds)); // prettier-ignore
  expectList(merged.snapshot(), defaults, counts, `${input}; the durations of all series, merged`);
}

function limitsOfTheirOwn(): void {
  const limits = [0.3, 1.2, 3];
  const metrics = new Metrics({ buckets: limits });
  metrics.recordRequest('GET', '/menu', '200', 0.3);
  limits[0] = 0.5;
  limits.push(9);
  metrics.recordRequest('GET', '/menu', '200', 0.4);
  metrics.recordRequest('GET', '/orders', '200', 0.4);
  const expected: Recorded[] = [
    { ...labels('GET', '/menu', '200'), seconds: [0.3, 0.4] },
    { ...labels('GET', '/orders', '200'), seconds: [0.4] },
  ];
  const input = 'buckets 0.3, 1.2, 3, and the array is changed after the first request';
  expectSeries(metrics, expected, [0.3, 1.2, 3], input);
}

function listsAreCopies(): void {
  const metrics = new Metrics();
  const requests: (Labels & { seconds: number })[] = [];
  const held: { readonly list: unknown; readonly expected: Recorded[]; readonly after: number }[] = [];
  for (const endpoint of ['/menu', '/orders', '/menu', '/menu', '/orders']) {
    metrics.recordRequest('GET', endpoint, '200', 0.2);
    requests.push({ ...labels('GET', endpoint, '200'), seconds: 0.2 });
    const input = `GET ${requests.map((one) => one.endpoint).join(', ')}`;
    held.push({ list: metrics.series(), expected: grouped(requests), after: requests.length });
    for (const { list, expected, after } of held) {
      const taken = `${input}; the list was taken after ${after}`;
      expectListed(list, expected, defaults, taken, 'A list that was returned before');
    }
    changeAll(metrics);
    expectSeries(
      metrics,
      grouped(requests),
      defaults,
      `${input}; a returned list and its durations were changed`,
    );
  }
}

function changeAll(metrics: Metrics): void {
  const list = metrics.series();
  for (const { duration } of list) duration.observe(3);
  scribble(list);
}
