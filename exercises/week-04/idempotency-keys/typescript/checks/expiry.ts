import { everyFault, ok, settle } from 'codealong/checkkit';
import { expectReplay, expectRuns, expectOwn } from './expect';
import { HeldWork } from './held';
import { latte, mocha, order } from './requests';
import { created, send, start, World } from './world';

export async function answersExpire(): Promise<void> {
  for (const ttlMs of [1, 5_000, 86_400_000]) await periods(ttlMs, 30_000);
  await periods(5_000, 60_000);
  await nothingPilesUp(86_400_000, 30_000);
  await nothingPilesUp(1_000, 30_000);
  for (const status of [201, 503]) await nothingIsLeftByTheDead(status);
}

/** Three periods. The handler takes 10 s. */
async function periods(ttlMs: number, lockMs: number): Promise<void> {
  const held = new HeldWork();
  const world = new World({ ttlMs, lockMs, work: held.work });
  const [one, other] = [world.open(), world.open()];
  const told = `ttlMs ${ttlMs}, lockMs ${lockMs}; the handler takes 10 s`;
  for (let period = 1; period <= 3; period++) {
    const input =
      period === 1
        ? `${told}; the first request`
        : `${told}; a request ${ttlMs} ms after answer ${period - 1} was stored`;
    const sent = start(one, order({ key: 'k' }));
    await settle();
    expectRuns(
      world,
      period,
      period === 1 ? 'The handler did not run.' : 'At ttlMs the handler did not run again.',
      input,
    );
    world.now += 10_000;
    held.end(period);
    await settle();
    if (sent.state === 'fulfilled' && sent.value) expectOwn(sent.value, created(period), input);
    await replayedUntil(ttlMs, period);
  }

  async function replayedUntil(ttl: number, period: number): Promise<void> {
    const stored = world.now;
    for (const ms of [Math.floor(ttl / 2), ttl - 1, ttl - 1, ttl - 1]) {
      world.now = stored + ms;
      const input = `${told}; a request ${ms} ms after answer ${period} was stored`;
      // Another body gets 422, and that does not make the time longer.
      await send(one, order({ key: 'k', body: mocha }), `${input}, with another body`);
      const answer = await send(other, order({ key: 'k', body: latte }), input);
      expectRuns(world, period, 'The handler ran although there is an answer to replay.', input);
      expectReplay(answer, created(period), 'The answer', input);
    }
    world.now = stored + ttl;
  }
}

/** As many keys are left after 24 requests as after 12. */
async function nothingPilesUp(ttlMs: number, lockMs: number): Promise<void> {
  const counts: { requests: number; keys: string[] }[] = [];
  for (const requests of [12, 24]) {
    const keys = await leftBy(requests, ttlMs, lockMs);
    counts.push({ requests, keys });
  }
  const [few, many] = counts as [(typeof counts)[0], (typeof counts)[0]];
  ok(many.keys.length === few.keys.length, {
    message: `${many.requests} requests left ${many.keys.length} keys behind, ${few.requests} left ${few.keys.length}.`,
    input: `ttlMs ${ttlMs}, lockMs ${lockMs}; requests that were answered, that failed, that hang and that come again; then ${ttlMs + lockMs} ms pass`,
    expected: 'what stays does not grow with the number of requests',
    actual: `left in the store, among others: ${many.keys.slice(0, 3).join(', ')}`,
  });
}

/** A third of the requests is answered, a third fails, a third hangs. Each comes again, once as it was and once with another body. */
async function leftBy(requests: number, ttlMs: number, lockMs: number): Promise<string[]> {
  const world = new World({
    ttlMs,
    lockMs,
    work: (run, { headers }) => {
      const at = Number(headers['x-at']);
      if (at % 3 === 2) return new Promise(() => undefined);
      return at % 3 === 1 ? { ...created(run), status: 503 } : created(run);
    },
  });
  const gateway = world.open();
  for (let at = 0; at < requests; at++) {
    for (const body of [latte, latte, mocha]) {
      start(gateway, order({ key: `k${at}`, body, headers: { 'x-at': String(at) } }));
      await settle();
    }
  }
  world.now += ttlMs + lockMs;
  return world.keysInStore;
}

/** The process dies before or after any operation. What it leaves ends as well, at the latest when all times are over. */
async function nothingIsLeftByTheDead(status: number): Promise<void> {
  const [ttlMs, lockMs] = [5_000, 30_000];
  await everyFault('crash', async (process) => {
    const world = new World({
      ttlMs,
      lockMs,
      work: (run) => ({ ...created(run), status: run === 1 ? status : 201 }),
    });
    start(world.open(process), order({ key: 'k', body: latte }));
    await settle();
    const runs = world.runs.length;
    world.now += ttlMs + lockMs;
    const input = `ttlMs ${ttlMs}, lockMs ${lockMs}; the handler answers ${status}; ${process.story}; ${ttlMs + lockMs} ms later another request`;
    const answer = await send(world.open(), order({ key: 'k', body: mocha }), input);
    const message = `All times are over, and what is left in the store still answers ${answer.status}.`;
    expectRuns(world, runs + 1, message, input);
  });
}
