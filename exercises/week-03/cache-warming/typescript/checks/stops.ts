import { equal, type Gate, type Operation } from 'codealong/checkkit';
import { expectNoLocks, expectRejected, expectReport } from './expect';
import { atOnce, menu, rest, Shop, SlowLoads } from './shop';

const late = 'The signal has aborted, and warmCache has not rejected with its reason.';
const stored = 'The signal has aborted, and something is stored after it: number of requests.';

export async function stopsWhenTold(): Promise<void> {
  for (const reason of [new Error('SIGTERM'), '']) {
    await before(reason);
    await whilePopularIsAsked(reason);
    for (const concurrency of [1, 3, 14])
      for (const done of [0, 1, 5]) await duringLoads(reason, concurrency, done);
  }
  for (const concurrency of [1, 3]) await atEveryRequest(concurrency);
  await rightAfterTheCall();
  await inTheLoad();
  await oneSignalForThree();
  await afterTheEnd();
}

async function before(reason: unknown): Promise<void> {
  const shop = new Shop(menu(14));
  const call = shop.start({ signal: AbortSignal.abort(reason) });
  await rest();
  const input = 'the signal has aborted before the call';
  expectRejected(call, reason, late, input);
  equal([shop.popularCalls, shop.requests, shop.loads.length], [0, 0, 0], {
    message: 'Something is asked for: calls of popular, requests to the cache, loads.',
    input,
  });
}

async function whilePopularIsAsked(reason: unknown): Promise<void> {
  const shop = new Shop(menu(14));
  const stop = new AbortController();
  let answer = (): void => undefined;
  const popular = (): Promise<Shop['items']> =>
    new Promise((resolve) => (answer = () => resolve(shop.items)));
  const call = shop.start({ popular, signal: stop.signal });
  await rest();
  stop.abort(reason);
  await atOnce();
  const input = 'the signal aborts while popular is under way';
  expectRejected(call, reason, late, input);
  answer();
  await rest();
  expectNothingBegins(shop, 0, `${input}; then popular ends`);
}

async function duringLoads(reason: unknown, concurrency: number, done: number): Promise<void> {
  const shop = new Shop(menu(30));
  const slow = new SlowLoads(shop);
  const stop = new AbortController();
  let giveBack = (): void => undefined;
  const givenBack = new Promise<void>((resolve) => (giveBack = resolve));
  const gate: Gate = {
    before: ({ name }) => (name === 'unlock' && stop.signal.aborted ? givenBack : undefined),
  };
  const call = shop.start({ load: slow.load, concurrency, signal: stop.signal }, gate);
  await rest();
  for (let ended = 0; ended < done; ended++) await slow.end();
  const input = `30 popular items, concurrency ${concurrency}; the signal aborts; loads that have ended before: ${done}; giving a lock back takes long`;
  stop.abort(reason);
  await atOnce();
  expectRejected(call, reason, late, input);
  giveBack();
  const begun = shop.loads.length;
  await slow.end(0, new Error('connection reset'));
  await slow.endAll();
  expectNothingBegins(shop, begun, `${input}; then the loads under way end, the first of them with an error`);
  equal(shop.keptIds.length, done, {
    message: 'The cache should have what was stored before the signal, and nothing else: number of items.',
    input,
  });
}

/** The signal aborts while the n-th request to the cache is under way, for each n. */
async function atEveryRequest(concurrency: number): Promise<void> {
  for (let number = 1; await atRequest(number, 'before', concurrency); number++)
    await atRequest(number, 'after', concurrency);
}

/** Tells whether there was such a request. What was on its way to the cache before the signal may be stored. */
async function atRequest(number: number, moment: 'before' | 'after', concurrency: number): Promise<boolean> {
  const shop = new Shop(menu(3));
  const stop = new AbortController();
  const reason = new Error('SIGTERM');
  let [goOn, begun, lateStores] = [(): void => undefined, 0, 0];
  const abortAt = (operation: Operation): Promise<void> | undefined => {
    if (operation.number !== number) return undefined;
    begun = shop.loads.length;
    stop.abort(reason);
    return new Promise((resolve) => (goOn = resolve));
  };
  const gate: Gate = {
    before(operation) {
      if (stop.signal.aborted && operation.name.startsWith('set')) lateStores++;
      if (moment === 'before') return abortAt(operation);
    },
    after: (operation) => (moment === 'after' ? abortAt(operation) : undefined),
  };
  const call = shop.start({ concurrency, signal: stop.signal }, gate);
  await rest();
  if (!stop.signal.aborted) return false;
  const input = `3 popular items, concurrency ${concurrency}; the signal aborts ${moment} request ${number} to the cache is carried out`;
  expectRejected(call, reason, late, input);
  goOn();
  await rest();
  expectNothingBegins(shop, begun, input);
  equal(lateStores, 0, { message: stored, input });
  return true;
}

/** Before anything that was asked for has been answered. */
async function rightAfterTheCall(): Promise<void> {
  const shop = new Shop(menu(14));
  const stop = new AbortController();
  const reason = new Error('SIGTERM');
  const call = shop.start({ signal: stop.signal, concurrency: 3 });
  await Promise.resolve();
  stop.abort(reason);
  await atOnce();
  const input = '14 popular items, concurrency 3; the signal aborts right after the call';
  expectRejected(call, reason, late, input);
  await rest();
  expectNothingBegins(shop, 0, input);
}

/** Whoever loads may be the one who hears of it. */
async function inTheLoad(): Promise<void> {
  const shop = new Shop(menu(14));
  const stop = new AbortController();
  const reason = new Error('SIGTERM');
  const load = (id: string): ReturnType<Shop['load']> => {
    stop.abort(reason);
    return shop.load(id);
  };
  const call = shop.start({ signal: stop.signal, load });
  await rest();
  const input = '14 popular items, concurrency 1; the signal aborts in the first load, which ends at once';
  expectRejected(call, reason, late, input);
  expectNothingBegins(shop, 1, input);
  equal(shop.keptIds.length, 0, {
    message: 'The signal has aborted, and something is stored after it.',
    input,
  });
}

/** The first call has ended when the signal aborts, the two others have not. */
async function oneSignalForThree(): Promise<void> {
  const [done, ...shops] = [new Shop(menu(14)), new Shop(menu(14)), new Shop(menu(14))];
  const stop = new AbortController();
  const reason = new Error('SIGTERM');
  const { signal } = stop;
  await expectReport(done.start({ signal }), { warmed: 14 }, '14 popular items; the signal does not abort');
  const slow = shops.map((shop) => new SlowLoads(shop));
  const calls = shops.map((shop, index) => shop.start({ signal, concurrency: 3, load: slow[index]!.load }));
  await rest();
  stop.abort(reason);
  await atOnce();
  for (const [index, call] of calls.entries()) {
    const input = `one signal for three calls, one after the other; it aborts when the first has ended; call ${index + 2}`;
    expectRejected(call, reason, late, input);
    await slow[index]!.endAll();
    expectNothingBegins(shops[index]!, 3, input);
  }
}

function expectNothingBegins(shop: Shop, begun: number, input: string): void {
  equal(shop.loads.length, begun, {
    message: 'The signal has aborted, and a load begins after it: number of loads.',
    input,
  });
  expectNoLocks(shop, input, 'The signal has aborted and what was under way has ended');
}

async function afterTheEnd(): Promise<void> {
  const shop = new Shop(menu(14));
  const stop = new AbortController();
  const input = '14 popular items; the signal aborts when warmCache has resolved';
  const call = shop.start({ signal: stop.signal });
  await expectReport(call, { warmed: 14 }, '14 popular items; the signal does not abort');
  stop.abort(new Error('SIGTERM'));
  await rest();
  await expectReport(call, { warmed: 14 }, input);
}
