import { show } from 'codealong/checkkit';
import type { ResponseWriter } from '../reference/pkg/middleware/http';
import { Connection } from './connection';
import {
  expectCalls,
  expectEndedWell,
  expectLines,
  expectRecords,
  expectSameError,
  expectSent,
} from './expect';
import { nested, Site, Visit, type Recorded } from './site';
import { expectLineIf, limits, type Limit } from './slow';

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
  ['writeHead(503)', (w) => w.writeHead(503)],
  ['flush()', (w) => w.flush()],
  ["write('a')", (w) => w.write('a')],
  ["end('a')", (w) => w.end('a')],
];

const message = '`next` failed, and the request has to be recorded once, as 500.';

export async function failureIs500(): Promise<void> {
  for (const error of errors) {
    for (const [does, act] of sentBefore) await rejects(does, act, error);
    await throwsAtOnce(error);
  }
  for (const limit of limits) await slowFailure(limit);
  await manyRounds();
  await twoRecorders();
}

function failed(seconds: number, status = '500'): Recorded {
  return { method: 'GET', route: '/orders/{id}', status, seconds };
}

async function rejects(does: string, act: (w: ResponseWriter) => unknown, error: unknown): Promise<void> {
  const site = new Site();
  const alone = new Connection();
  act(alone);
  let calls = 0;
  const visit = site.visit(async (_r, w) => {
    calls++;
    await act(w);
    await site.clock.sleep(40.5);
    throw error;
  });
  await site.pass(40.5);
  const input = `next does this: ${does}; after 40.5 ms it rejects with ${nameOf(error)}`;
  expectCalls(1, calls, input);
  expectSameError(visit, error, input);
  expectSent(visit, alone.inner.calls, input);
  expectRecords(site, [failed(0.0405)], message, input);
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

async function slowFailure(limit: Limit): Promise<void> {
  const site = new Site(limit.setting);
  const error = new Error('the database is gone');
  const visit = site.visit(async () => {
    if (limit.ms > 0) await site.clock.sleep(limit.ms);
    throw error;
  });
  await site.pass(limit.ms);
  const input = `next rejects after ${limit.ms} ms; ${limit.told}`;
  expectSameError(visit, error, input);
  expectLineIf(limit, site, 'GET', input);
}

/** One handler that fails again and again, works, and fails again. */
async function manyRounds(): Promise<void> {
  const site = new Site();
  const error = new Error('again and again');
  const statuses = [...Array.from({ length: 12 }, () => '500'), '200', '500', '200'];
  let round = 0;
  const handler = site.wrap(
    site.taking(10, () => (statuses[round++] === '500' ? Promise.reject(error) : undefined)),
  );
  const expected: Recorded[] = [];
  for (const status of statuses) {
    const visit = new Visit(handler);
    await site.pass(10);
    expected.push(failed(0.01, status));
    const input = `one handler fails twelve times, works, fails and works; request ${expected.length}`;
    expectCalls(expected.length, round, input);
    if (status === '500') expectSameError(visit, error, input);
    else expectEndedWell(visit, input);
    expectRecords(site, expected, 'Each request has to be recorded once, also if it fails.', input);
  }
}

async function twoRecorders(): Promise<void> {
  const { outer, inner } = nested();
  const error = new Error('the database is gone');
  const visit = outer.visit(inner.wrap(inner.taking(40, () => Promise.reject(error))));
  await outer.pass(40);
  const input = 'a middleware in another one, each with a recorder of its own; next fails after 40 ms';
  expectSameError(visit, error, input);
  expectRecords(outer, [failed(0.04)], message, `${input}; the recorder of the outer one`);
  expectRecords(inner, [failed(0.04)], message, `${input}; the recorder of the inner one`);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : show(error);
}
