import { Metrics } from '../reference/pkg/monitoring/metrics';
import { defaults } from './buckets';
import { expectRefused } from './expect';
import { expectSeries, type Recorded } from './expect-series';

/** Nobody may record these. */
export const refused: readonly (readonly [statusCode: string, seconds: number])[] = [
  ...['', '0', '20', '99', '099', '600', '999', '1000', '2000', ' 200', '200 ', '2 0'].map(at(0.2)),
  ...[
    '2e2',
    '0xC8',
    '20x',
    'x20',
    'abc',
    '-50',
    '2.5',
    '+20',
    '200\n',
    '200,200',
    '+200',
    '２００',
    '0200',
  ].map(at(0.2)),
  ['200', -1],
  ['200', -5e-324],
  ['503', NaN],
  ['200', Infinity],
  ['503', -Infinity],
  ['600', -1],
];

function at(seconds: number) {
  return (statusCode: string) => [statusCode, seconds] as const;
}

export function refusedRecordChangesNothing(): void {
  for (const [statusCode, seconds] of refused) {
    const metrics = new Metrics({ maxEndpoints: 2 });
    metrics.recordRequest('GET', '/menu', '200', 0.2);
    const first: Recorded = { method: 'GET', endpoint: '/menu', statusCode: '200', seconds: [0.2] };
    for (const endpoint of ['/menu', '/new-1', '/new-2', '/menu']) {
      const call = `recordRequest('GET', '${endpoint}', ${JSON.stringify(statusCode)}, ${seconds})`;
      expectRefused(call, () => metrics.recordRequest('GET', endpoint, statusCode, seconds));
      expectSeries(metrics, [first], defaults, `one request to /menu; ${call} was refused`);
    }
    metrics.recordRequest('GET', '/orders', '200', 0.3);
    const second: Recorded = { method: 'GET', endpoint: '/orders', statusCode: '200', seconds: [0.3] };
    const input = `maxEndpoints 2; a request to /menu, refused ones to /new-1 and /new-2 (${JSON.stringify(statusCode)}, ${seconds} s), one to /orders`;
    expectSeries(metrics, [first, second], defaults, input);
  }
  for (const statusCode of ['100', '599', '302']) acceptsAsWell(statusCode);
}

function acceptsAsWell(statusCode: string): void {
  const metrics = new Metrics();
  metrics.recordRequest('GET', '/menu', statusCode, 0);
  const expected = [{ method: 'GET', endpoint: '/menu', statusCode, seconds: [0] }];
  expectSeries(metrics, expected, defaults, `recordRequest('GET', '/menu', '${statusCode}', 0)`);
}
