import type { Handler } from '../reference/pkg/middleware/http';
import { expectEndedWell, expectRecords } from './expect';
import { nested, Site, Visit, WorkingClock, type Recorded } from './site';

const message = 'Each request has to be recorded once, when `next` has ended.';

export async function recordsDuration(): Promise<void> {
  await toTheEndOfNext();
  await worksWithoutWaiting();
  await fourRounds();
  for (const handlers of [1, 12]) await overlapping(handlers);
  await overlappingMiddlewares();
  await beginsAtZero();
  await between();
}

function record(seconds: number): Recorded {
  return { method: 'GET', route: '/orders/{id}', status: '200', seconds };
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
async function fourRounds(): Promise<void> {
  const site = new Site();
  const times = [40, 0, 2_500.5, 7_200_000];
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
      `one wrapped handler, and a request 5 s after the end of each; they take ${times.join(', ')} ms`,
    );
  }
}

/** Twenty requests with one path that begin 1 ms apart; the first takes 120 ms, each later one 2 ms less. */
async function overlapping(handlers: number): Promise<void> {
  const site = new Site();
  let begun = 0;
  const next: Handler = () => site.clock.sleep(120 - 2 * begun++);
  const wrapped = Array.from({ length: handlers }, () => site.wrap(next));
  const visits: Visit[] = [];
  for (let index = 0; index < 20; index++) {
    visits.push(new Visit(wrapped[index % handlers] ?? next));
    await site.pass(1);
  }
  await site.pass(1_000);
  const where = handlers === 1 ? 'at one handler' : 'at twelve handlers of one middleware';
  const input = `twenty requests ${where}, all GET /orders/17; they begin 1 ms apart and take 120, 118, … 82 ms`;
  for (const visit of visits) expectEndedWell(visit, input);
  const expected = visits.map((_, index) => record((120 - 2 * index) / 1_000));
  expectRecords(site, expected, message, input);
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

/** A clock may begin at 0 as well as anywhere else. */
async function beginsAtZero(): Promise<void> {
  const site = new Site({ clock: new WorkingClock(0) });
  const visit = site.visit(site.taking(150));
  await site.pass(150);
  const input = 'the clock says 0 when the handler is called, and 150 when next ends';
  expectEndedWell(visit, input);
  expectRecords(site, [record(0.15)], message, input);
}

/** What stands between two middlewares takes time that only the outer one sees. */
async function between(): Promise<void> {
  const { outer, inner } = nested();
  const measured = inner.wrap(inner.taking(50));
  const visit = outer.visit(async (r, w) => {
    await outer.clock.sleep(30);
    await measured(r, w);
  });
  await outer.pass(80);
  const input =
    'a middleware in another one, each with a recorder of its own; 30 ms pass between them, and next takes 50';
  expectEndedWell(visit, input);
  expectRecords(outer, [record(0.08)], message, `${input}; the recorder of the outer one`);
  expectRecords(inner, [record(0.05)], message, `${input}; the recorder of the inner one`);
}
