import { everyInterleaving, ok, settle, watch, type Schedule, type Watched } from 'codealong/checkkit';
import { expectEnd, expectOwn, expectReplay, expectRuns } from './expect';
import { HeldWork } from './held';
import { latte, mocha, order } from './requests';
import { withMachineClock } from './machine-clock';
import { places, turns } from './turns';
import { answerOf, created, endOf, send, start, World, type Answer } from './world';

const lockMs = 30_000;
const ttlMs = 100_000;
const lateEnds = ['answers 201', 'answers 500', 'rejects'] as const;
type LateEnd = (typeof lateEnds)[number];
const error = new Error('too late');
const failed: Answer = { status: 500, headers: {}, body: 'failed' };

export async function lateOwnerChangesNothing(): Promise<void> {
  await withMachineClock(() => World.newest?.now ?? 0, handKeysOver);
}

async function handKeysOver(): Promise<void> {
  for (const place of places)
    for (const end of lateEnds) {
      await newerRuns(place, end);
      await newerIsDone(place, end);
      await newerFailed(place, end);
      await newerKeepsItsTime(place, end);
    }
  await threeOwners();
  for (const end of lateEnds) {
    await everyInterleaving((schedule) => race(schedule, end), { limit: 200, samples: 0 });
    await everyInterleaving((schedule) => raceWithin(schedule, end), { limit: 200, samples: 0 });
  }
}

/** An owner of a latte whose lock has expired, and a newer one of a mocha. Both run. */
class Handover {
  readonly held = new HeldWork();
  readonly world = new World({ lockMs, ttlMs, work: this.held.work });
  readonly late: Watched<Answer>;
  readonly #one = this.world.open();
  readonly #other: ReturnType<World['open']>;

  constructor(
    place: (typeof places)[number],
    readonly end: LateEnd,
    readonly told: string,
  ) {
    this.#other = place === 'one instance' ? this.#one : this.world.open();
    this.told = `on ${place}: request 1, a latte, holds the key for lockMs, then request 2, a mocha, takes it; ${told}`;
    this.late = start(this.#one, order({ key: 'k', body: latte }));
  }

  /** Lets the lock expire, and sends the newer request. */
  async takeOver(): Promise<Watched<Answer>> {
    await settle();
    this.world.now += lockMs;
    const newer = this.again();
    await settle();
    expectRuns(this.world, 2, 'The newer request did not run the handler.', this.told);
    return newer;
  }

  /** The late owner's handler ends, and its caller gets that. */
  async endLate(): Promise<void> {
    if (this.end === 'rejects') this.held.fail(1, error);
    else this.held.end(1, this.end === 'answers 201' ? created(1) : failed);
    await settle();
    if (this.end !== 'rejects')
      return expectOwn(
        answerOf(this.late, this.told),
        this.end === 'answers 201' ? created(1) : failed,
        this.told,
      );
    ok(this.late.state === 'rejected' && this.late.error === error, {
      message: "The late owner's caller did not get the error of its handler.",
      input: this.told,
      expected: `rejected with ${error.message}`,
      actual: endOf(this.late),
    });
  }

  /** The newer request once more. */
  again(): Watched<Answer> {
    return start(this.#other, order({ key: 'k', body: mocha }));
  }
}

async function newerRuns(place: (typeof places)[number], end: LateEnd): Promise<void> {
  const handover = new Handover(
    place,
    end,
    `the handler of request 1 ${end} while that of request 2 still runs`,
  );
  const newer = await handover.takeOver();
  await handover.endLate();
  const again = handover.again();
  await settle();
  expectRuns(
    handover.world,
    2,
    "The lock of the newer request was freed by the late owner's end.",
    handover.told,
  );
  expectEnd(
    again,
    409,
    "After the late owner's end, a request that comes while the newer one runs did not get 409.",
    handover.told,
  );
  handover.held.end(2);
  await settle();
  expectOwn(answerOf(newer, handover.told), created(2), handover.told);
  await newerIsReplayed(handover, 2);
}

async function newerIsDone(place: (typeof places)[number], end: LateEnd): Promise<void> {
  const handover = new Handover(
    place,
    end,
    `that of request 2 answers 201, and then the handler of request 1 ${end}`,
  );
  await handover.takeOver();
  handover.held.end(2);
  await settle();
  await handover.endLate();
  await newerIsReplayed(handover, 2);
}

/** The newer request fails and frees the key. That does not make it the late owner's again. */
async function newerFailed(place: (typeof places)[number], end: LateEnd): Promise<void> {
  const handover = new Handover(
    place,
    end,
    `that of request 2 answers 500, and then the handler of request 1 ${end}`,
  );
  await handover.takeOver();
  handover.held.end(2, failed);
  await settle();
  await handover.endLate();
  const input = `${handover.told}; then request 2 once more`;
  const again = handover.again();
  await settle();
  ok(handover.world.runs.length === 3, {
    message: 'The newer request had failed and freed the key, but the next one does not run the handler.',
    input,
    expected: '3 runs of the handler',
    actual: `${handover.world.runs.length}; the caller got: ${endOf(again)}`,
  });
  handover.held.end(3);
  await settle();
  expectOwn(answerOf(again, input), created(3), input);
  await newerIsReplayed(handover, 3);
}

/** The time of the newer lock and that of the newer answer end when they would have ended. */
async function newerKeepsItsTime(place: (typeof places)[number], end: LateEnd): Promise<void> {
  const times = [
    { newer: 'still runs', rest: lockMs },
    { newer: 'has answered 201', rest: ttlMs },
  ];
  for (const { newer, rest } of times) {
    const handover = new Handover(
      place,
      end,
      `1 ms later, when that of request 2 ${newer}, that of request 1 ${end}`,
    );
    await handover.takeOver();
    if (rest === ttlMs) handover.held.end(2);
    await settle();
    handover.world.now += 1;
    await handover.endLate();
    handover.world.now += rest - 1;
    handover.again();
    await settle();
    const input = `${handover.told}; ${rest} ms after request 2 ${rest === ttlMs ? 'was answered' : 'took the key'} it comes again`;
    expectRuns(handover.world, 3, "The late owner's end made the time of the newer request longer.", input);
  }
}

async function newerIsReplayed({ world, told }: Handover, run: number): Promise<void> {
  const input = `${told}; then request 2 once more`;
  const answer = await send(world.open(), order({ key: 'k', body: mocha }), input);
  expectRuns(world, run, 'The answer of the newer request is lost: the handler ran again.', input);
  expectReplay(answer, created(run), 'The answer to the newer request', input);
}

/** Three owners in a row. They end in the order in which they came. */
async function threeOwners(): Promise<void> {
  for (const ends of [
    [1, 2, 3],
    [2, 1, 3],
    [3, 1, 2],
  ]) {
    const held = new HeldWork();
    const world = new World({ lockMs, work: held.work });
    for (let owner = 1; owner <= 3; owner++) {
      if (owner > 1) world.now += lockMs;
      start(world.open(), order({ key: 'k' }));
      await settle();
    }
    for (const owner of ends) {
      held.end(owner);
      await settle();
    }
    const input = `three requests take the key, each lockMs after the one before; their handlers end in the order ${ends.join(', ')}; then one more`;
    const answer = await send(world.open(), order({ key: 'k' }), input);
    expectReplay(answer, created(3), 'The answer', input);
  }
}

/** What the handler did for a client: without an answer, it rejected. */
interface Work {
  readonly client: number;
  readonly answer?: Answer;
}

/** The late owner, and a newer one that comes when time has jumped. Every order of their store operations. */
async function race(schedule: Schedule, end: LateEnd): Promise<void> {
  const { world, work, ask } = raceWorld(end);
  const gateways = { A: world.open(turns(schedule, 'A')), B: world.open(turns(schedule, 'B')) };
  const results = await schedule.race({
    A: async () => ask(gateways.A, 1),
    B: async () => {
      await schedule.turn('B');
      world.now += lockMs;
      return ask(gateways.B, 2);
    },
  });
  const input = `A's handler ${end}; B waits until lockMs have passed, which is its first turn, then sends the same key. Order: ${schedule.order}`;
  await newestIsKept(world, work, Object.values(results), input);
}

/** The same on one instance: its operations are turns whose order is free. */
async function raceWithin(schedule: Schedule, end: LateEnd): Promise<void> {
  const { world, work, ask } = raceWorld(end);
  const gateway = world.open(turns(schedule, 'A+B'));
  const sent: Watched<Answer>[] = [];
  await schedule.race({
    'A+B': async () => {
      const late = ask(gateway, 1);
      const newer = schedule.turn('A+B').then(() => {
        world.now += lockMs;
        return ask(gateway, 2);
      });
      sent.push(watch(late), watch(newer));
      await Promise.allSettled([late, newer]);
    },
  });
  const input = `on one instance: A's handler ${end}; B sends the same key when lockMs have passed, which may be at any moment`;
  await newestIsKept(world, work, sent, input);
}

function raceWorld(end: LateEnd) {
  /** In the order in which the handler was called. */
  const work: Work[] = [];
  const world: World = new World({
    lockMs,
    work: (run, { headers }) => {
      const client = Number(headers['x-client']);
      if (client === 1 && end === 'rejects') {
        work.push({ client });
        return Promise.reject<Answer>(error);
      }
      const answer = client === 1 && end === 'answers 500' ? failed : created(run);
      work.push({ client, answer });
      return answer;
    },
  });
  const ask = async (gateway: ReturnType<World['open']>, client: number): Promise<Answer> =>
    gateway(order({ key: 'k', headers: { 'x-client': String(client) } }));
  return { world, work, ask };
}

/** Whoever ran got its own answer, and what is replayed in the end is the answer of the newest owner. */
async function newestIsKept(
  world: World,
  work: readonly Work[],
  sent: readonly Watched<Answer>[],
  input: string,
): Promise<void> {
  for (const { client, answer } of work)
    if (answer) expectOwn(answerOf(sent[client - 1]!, input), answer, input);
  // B takes the key after the jump, so if both ran it is the newer owner, whoever's handler began last.
  const newest = work.find(({ client }) => client === 2) ?? work[0];
  if (!newest?.answer || newest.answer.status >= 500) return;
  const runs = world.runs.length;
  const where = `${input}; then one more request`;
  const again = await send(world.open(), order({ key: 'k' }), where);
  expectRuns(world, runs, 'The answer of the newer request is lost: the handler ran again.', where);
  expectReplay(again, newest.answer, 'The answer', where);
}
