import { show } from 'codealong/checkkit';
import type { ResponseWriter } from '../reference/pkg/middleware/http';
import { expectEndedWell, expectLines, expectRecords, expectSameError } from './expect';
import { Site, Visit, type Recorded } from './site';

const errors: readonly unknown[] = [
  new Error('the database is gone'),
  Object.freeze(new TypeError('frozen')),
  Object.assign(new Error('no such order'), { status: 404, statusCode: 404 }),
  Object.assign(new Error('the operation was aborted'), { name: 'AbortError' }),
  'a text',
  null,
  undefined,
];

/** What `next` has sent by the time it fails. */
const sentBefore: readonly (readonly [does: string, (w: ResponseWriter) => unknown])[] = [
  ['nothing', () => undefined],
  ['writeHead(200)', (w) => w.writeHead(200)],
  ['writeHead(404)', (w) => w.writeHead(404)],
  ["write('a')", (w) => w.write('a')],
  ["end('a')", (w) => w.end('a')],
];

const message = '`next` failed, and the request has to be recorded once, as 500.';

export async function failureIs500(): Promise<void> {
  for (const error of errors) {
    for (const [does, act] of sentBefore) await rejects(does, act, error);
    await throwsAtOnce(error);
  }
  await slowFailure();
  await threeRounds();
}

function failed(seconds: number, status = '500'): Recorded {
  return { method: 'GET', route: '/orders/{id}', status, seconds };
}

async function rejects(does: string, act: (w: ResponseWriter) => unknown, error: unknown): Promise<void> {
  const site = new Site();
  const visit = site.visit(async (_r, w) => {
    await act(w);
    await site.clock.sleep(40);
    throw error;
  });
  await site.pass(40);
  const input = `next does this: ${does}; after 40 ms it rejects with ${nameOf(error)}`;
  expectSameError(visit, error, input);
  expectRecords(site, [failed(0.04)], message, input);
  expectLines(site, 0, [], 'A request was logged, and it did not take longer than the limit.', input);
}

/** A handler that is no async function. */
async function throwsAtOnce(error: unknown): Promise<void> {
  const site = new Site();
  const visit = site.visit(() => {
    throw error;
  });
  await site.pass(0);
  const input = `next throws ${nameOf(error)} before it returns a promise`;
  expectSameError(visit, error, input);
  expectRecords(site, [failed(0)], message, input);
}

async function slowFailure(): Promise<void> {
  const site = new Site();
  const error = new Error('the database is gone');
  const visit = site.visit(site.taking(150, () => Promise.reject(error)));
  await site.pass(150);
  const input = 'next rejects after 150 ms';
  expectSameError(visit, error, input);
  expectLines(
    site,
    1,
    ['GET', '/orders/{id}', '150'],
    'A slow request has to be logged once, also if it fails.',
    input,
  );
}

/** One handler that fails, works, and fails again. */
async function threeRounds(): Promise<void> {
  const site = new Site();
  const error = new Error('every second time');
  let round = 0;
  const handler = site.wrap(site.taking(10, () => (round++ % 2 === 0 ? Promise.reject(error) : undefined)));
  const expected: Recorded[] = [];
  for (const status of ['500', '200', '500', '200']) {
    const visit = new Visit(handler);
    await site.pass(10);
    expected.push(failed(0.01, status));
    const input = `one handler fails, works, fails and works; request ${expected.length}`;
    if (status === '500') expectSameError(visit, error, input);
    else expectEndedWell(visit, input);
    expectRecords(site, expected, 'Each request has to be recorded once, with its own outcome.', input);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : show(error);
}
