import { equal, everyInterleaving, ok, type Schedule } from 'codealong/checkkit';
import type { Handler, ResponseWriter } from '../reference/pkg/middleware/http';
import { Connection } from './connection';
import { expectCalls, expectEndedWell, expectLines, expectRecords, expectSameError } from './expect';
import { nested, rest, Site, Visit, WorkingClock, type Recorded } from './site';
import { expectLineIf, limits, type Limit } from './slow';

const once =
  'The client left before `next` ended: the request has to be recorded once, as 499, at that moment.';
const failure = new Error('nobody is there');

/** How `next` goes on when the client has left. */
const sequels: readonly (readonly [does: string, (w: ResponseWriter) => unknown])[] = [
  ['ends well', () => undefined],
  ['fails', () => Promise.reject(failure)],
  ['calls writeHead(404) and end()', (w) => (w.writeHead(404), w.end())],
];

const starts: readonly (readonly [does: string, (w: ResponseWriter) => unknown])[] = [
  ['nothing', () => undefined],
  ['writeHead(404)', (w) => w.writeHead(404)],
  ['writeHead(503)', (w) => w.writeHead(503)],
  ["write('a')", (w) => w.write('a')],
];

export async function abortIs499(): Promise<void> {
  for (const start of starts) for (const sequel of sequels) await leavesEarly(start, sequel);
  for (const fails of [false, true]) for (const start of [0, 1_000]) await leavesAtOnce(fails, start);
  await writesToNobody();
  for (const limit of limits) await leavesSlowly(limit);
  await leavesAgainAndAgain();
  await twoRecorders();
  for (const fails of [false, true]) await leavesLate(fails);
  await twoOfSixLeave();
  await everyInterleaving(inAnyOrder);
}

function record(status: string, seconds: number, route = '/orders/{id}'): Recorded {
  return { method: 'GET', route, status, seconds };
}

type Act = (typeof sequels)[number];

async function leavesEarly([first, start]: Act, [then, sequel]: Act): Promise<void> {
  const site = new Site();
  let hasGoneOn = false;
  let calls = 0;
  const visit = site.visit(async (_r, w) => {
    calls++;
    await start(w);
    await site.clock.sleep(1_040);
    hasGoneOn = true;
    await sequel(w);
  });
  await site.pass(40.5);
  visit.connection.leave();
  await site.pass(0);
  const input = `next does this: ${first}; at 40.5 ms the client leaves`;
  expectRecords(site, [record('499', 0.0405)], once, input);
  ok(visit.result.state === 'pending', {
    message: 'The client left, and the handler ended before `next` did.',
    input,
    expected: 'the handler has not ended',
    actual: visit.ending,
  });
  await site.pass(1_000);
  const later = `${input}; at 1,040 ms next ${then}`;
  expectCalls(1, calls, later);
  equal(hasGoneOn, true, { message: 'The client left, and `next` was cut short.', input: later });
  if (then === 'fails') expectSameError(visit, failure, later);
  else expectEndedWell(visit, later);
  expectRecords(site, [record('499', 0.0405)], once, later);
  expectLines(site, 0, [], 'A request was logged, and its client had left within the limit.', later);
}

/** The client is gone before `next` waits for the first time. */
async function leavesAtOnce(fails: boolean, start: number): Promise<void> {
  const site = new Site({ clock: new WorkingClock(start) });
  const connection = new Connection();
  const next: Handler = () => {
    connection.leave();
    if (fails) throw failure;
    return site.clock.sleep(30);
  };
  const visit = site.visit(next, { connection });
  await site.pass(30);
  const input = `the clock says ${start}; the client leaves as soon as next is called; next ${fails ? 'throws' : 'ends 30 ms later'}`;
  if (fails) expectSameError(visit, failure, input);
  else expectEndedWell(visit, input);
  expectRecords(site, [record('499', 0)], once, input);
}

/** The writer rejects once the client has left, and `next` does not catch it. */
async function writesToNobody(): Promise<void> {
  const site = new Site();
  const visit = site.visit(async (_r, w) => {
    await w.write('a');
    await site.clock.sleep(60);
    await w.write('b');
  });
  await site.pass(40);
  visit.connection.leave();
  await site.pass(20);
  const input =
    'next writes at 0 ms; at 40 the client leaves; at 60 next writes again, and fails with the error of write';
  ok(!visit.threw && visit.result.state === 'rejected', {
    message: '`next` failed, and the handler did not reject.',
    input,
    expected: 'the handler rejects',
    actual: visit.ending,
  });
  expectRecords(site, [record('499', 0.04)], once, input);
}

async function leavesSlowly(limit: Limit): Promise<void> {
  const site = new Site(limit.setting);
  const visit = site.visit(site.taking(limit.ms + 1_000));
  await site.pass(limit.ms);
  visit.connection.leave();
  await site.pass(1_000);
  const input = `the client leaves at ${limit.ms} ms, and next ends a second later; ${limit.told}`;
  expectEndedWell(visit, input);
  expectRecords(site, [record('499', limit.ms / 1_000)], once, input);
  expectLineIf(limit, site, 'GET', input);
}

/** Twelve clients come one after the other, at one handler; two give up, the third stays, and so on. */
async function leavesAgainAndAgain(): Promise<void> {
  const site = new Site();
  const handler = site.wrap(site.taking(200));
  const expected: Recorded[] = [];
  for (let round = 0; round < 12; round++) {
    const visit = new Visit(handler);
    await site.pass(150);
    const stays = round % 3 === 2;
    if (!stays) visit.connection.leave();
    await site.pass(50);
    expected.push(stays ? record('200', 0.2) : record('499', 0.15));
    const input = `one handler, twelve requests of 200 ms; two clients leave at 150, the third one stays, and so on; request ${round + 1}`;
    expectEndedWell(visit, input);
    expectRecords(site, expected, once, input);
    const slow = 'A slow request has to be logged once, also if its client has left.';
    expectLines(site, expected.length, ['GET', '/orders/{id}'], slow, input);
  }
}

async function twoRecorders(): Promise<void> {
  const { outer, inner } = nested();
  const visit = outer.visit(inner.wrap(inner.taking(90)));
  await outer.pass(40);
  visit.connection.leave();
  await outer.pass(50);
  const input =
    'a middleware in another one, each with a recorder of its own; the client leaves at 40 ms, next ends at 90';
  expectEndedWell(visit, input);
  expectRecords(outer, [record('499', 0.04)], once, `${input}; the recorder of the outer one`);
  expectRecords(inner, [record('499', 0.04)], once, `${input}; the recorder of the inner one`);
}

async function leavesLate(fails: boolean): Promise<void> {
  const site = new Site();
  const visit = site.visit(site.taking(30, () => (fails ? Promise.reject(failure) : undefined)));
  await site.pass(30);
  const expected = [record(fails ? '500' : '200', 0.03)];
  const ended = `next ${fails ? 'fails' : 'ends well'} at 30 ms, and has not called end()`;
  expectRecords(site, expected, 'The request has to be recorded once when `next` has ended.', ended);
  await site.pass(200);
  visit.connection.leave();
  await site.pass(0);
  const input = `${ended}; the client leaves at 230`;
  expectRecords(site, expected, 'The client left after `next` had ended: that changes nothing.', input);
  expectLines(site, 0, [], 'A request was logged, and it did not take longer than the limit.', input);
}

async function twoOfSixLeave(): Promise<void> {
  const site = new Site();
  const handler = site.wrap(site.taking(90));
  const visits = Array.from({ length: 6 }, () => new Visit(handler));
  await site.pass(20);
  visits[1]?.connection.leave();
  await site.pass(20);
  visits[4]?.connection.leave();
  await site.pass(50);
  const input =
    'six requests at once, all GET /orders/17, of 90 ms; the client of the second leaves at 20 ms, that of the fifth at 40';
  for (const visit of visits) expectEndedWell(visit, input);
  const stayed = Array.from({ length: 4 }, () => record('200', 0.09));
  const expected = [record('499', 0.02), record('499', 0.04), ...stayed];
  expectRecords(site, expected, 'Each request has to be recorded once, also when some clients leave.', input);
}

/** Two requests of two steps, of which B fails in the end. Their clients leave at any time: 180 orders. */
async function inAnyOrder(schedule: Schedule): Promise<void> {
  const site = new Site();
  const statuses: Record<string, string> = {};
  const story: string[] = [];
  const clients: Record<string, () => Promise<void>> = {};
  for (const name of ['A', 'B']) {
    const connection = new Connection();
    const handler = site.wrap(async (_r, w) => {
      await schedule.turn(name);
      story.push(`${name} sends its head`);
      w.writeHead(201);
      await schedule.turn(name);
      story.push(`${name} ends`);
      statuses[name] ??= name === 'A' ? '201' : '500';
      if (name === 'B') throw failure;
    });
    clients[name] = () => new Visit(handler, { path: `/${name}`, connection }).settled;
    clients[`${name} leaves`] = async () => {
      await schedule.turn(`${name} leaves`);
      story.push(`the client of ${name} leaves`);
      statuses[name] ??= '499';
      connection.leave();
    };
  }
  await schedule.race(clients);
  await rest();
  const expected = ['A', 'B'].map((name) => record(statuses[name] ?? '', 0, `/${name}`));
  const input = `two requests, A and B, send 201 in their first step and end in their second, B with an error; in this order: ${story.join(', ')}`;
  expectRecords(
    site,
    expected,
    'Each request has to be recorded once, as 499 if the client left before `next` ended.',
    input,
  );
}
