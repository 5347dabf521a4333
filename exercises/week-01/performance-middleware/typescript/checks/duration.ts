import { equal } from 'codealong/checkkit';
import type { Handler } from '../reference/pkg/middleware/http';
import { expectEndedWell, expectRecords } from './expect';
import { Site, Visit, type Recorded } from './site';

const message = 'The seconds recorded are not the time from the call of the handler until `next` ended.';

export async function recordsDuration(): Promise<void> {
  await toTheEndOfNext();
  await worksWithoutWaiting();
  await threeRounds();
  for (const handlers of [1, 12]) await overlapping(handlers);
  await overlappingMiddlewares();
}

function record(seconds: number, path = '/orders/{id}'): Recorded {
  return { method: 'GET', route: path, status: '200', seconds };
}

async function toTheEndOfNext(): Promise<void> {
  const site = new Site();
  const visit = site.visit(async (_r, w) => {
    await site.clock.sleep(30);
    w.writeHead(200);
    await w.write('first');
    w.flush();
    await site.clock.sleep(200);
    await w.write('second');
    await site.clock.sleep(20);
    w.end();
    await site.clock.sleep(50);
  });
  const input = 'next sends the head at 30 ms, parts at 30 and 230, calls end() at 250, and ends at 300';
  let now = 0;
  for (const at of [29, 31, 231, 251, 299]) {
    await site.pass(at - now);
    now = at;
    const tooEarly = 'The request was recorded before `next` had ended.';
    expectRecords(site, [], tooEarly, `${input}; it is ${at} ms`);
  }
  await site.pass(1);
  expectEndedWell(visit, input);
  expectRecords(site, [record(0.3)], message, input);
  visit.connection.leave();
  await site.pass(1_000);
  expectRecords(
    site,
    [record(0.3)],
    'The request was recorded again after `next` had ended.',
    `${input}; a second later`,
  );
}

/** A handler that computes, before it waits for something and after. */
async function worksWithoutWaiting(): Promise<void> {
  const site = new Site();
  const visit = site.visit(async () => {
    site.clock.work(60);
    await site.clock.sleep(15);
    site.clock.work(5);
  });
  await site.pass(15);
  const input = 'next computes for 60 ms, waits 15 ms and computes for 5';
  expectEndedWell(visit, input);
  expectRecords(site, [record(0.08)], message, input);
}

/** One handler, wrapped 5 s before its first request. The second request takes no time at all. */
async function threeRounds(): Promise<void> {
  const site = new Site();
  const times = [40, 0, 2_500.5];
  let round = 0;
  const handler = site.wrap(async () => {
    const ms = times[round++] ?? 0;
    if (ms > 0) await site.clock.sleep(ms);
  });
  const expected: Recorded[] = [];
  for (const ms of times) {
    await site.pass(5_000);
    new Visit(handler);
    await site.pass(ms);
    expected.push(record(ms / 1_000));
    expectRecords(
      site,
      expected,
      message,
      `one wrapped handler; every 5 s a request, which take ${times.join(', ')} ms`,
    );
  }
}

/** Twelve requests that begin 7 ms apart; the first takes 120 ms, each later one 10 ms less. */
async function overlapping(handlers: number): Promise<void> {
  const site = new Site();
  const next: Handler = ({ path }) => site.clock.sleep(120 - 10 * Number(path.split('-')[1]));
  const wrapped = Array.from({ length: handlers }, () => site.wrap(next));
  const visits: Visit[] = [];
  for (let index = 0; index < 12; index++) {
    visits.push(new Visit(wrapped[index % handlers] ?? next, { path: `/table-${index}` }));
    await site.pass(7);
  }
  await site.pass(1_000);
  const where = handlers === 1 ? 'at one handler' : 'at twelve handlers of one middleware';
  const input = `twelve requests ${where}, /table-0 to /table-11; they begin 7 ms apart and take 120, 110, … 10 ms`;
  for (const visit of visits) expectEndedWell(visit, input);
  const expected = visits.map((_, index) => record((120 - 10 * index) / 1_000, `/table-${index}`));
  expectEach(site, expected, input);
}

/** Two middlewares with clocks of their own, asked in turn. */
async function overlappingMiddlewares(): Promise<void> {
  const [fast, slow] = [new Site(), new Site()];
  fast.visit(fast.taking(20));
  slow.visit(slow.taking(80));
  await slow.pass(80);
  await fast.pass(20);
  const input = 'two middlewares with two clocks; on the one a request takes 20 ms, on the other 80';
  expectRecords(fast, [record(0.02)], message, input);
  expectRecords(slow, [record(0.08)], message, input);
}

/** Like `expectRecords`, and names the first request that is wrong: twelve records are a wall of text. */
function expectEach(site: Site, expected: readonly Recorded[], input: string): void {
  for (const one of expected) {
    const own = { records: site.records.filter(({ route }) => route === one.route) };
    expectRecords(own, [one], message, input);
  }
  equal(site.records.length, expected.length, { message: 'Each request has to be recorded once.', input });
}
