import { everyInterleaving, fail, ok, settle, watch, type Schedule, type Watched } from 'codealong/checkkit';
import { expectEnd, expectOwn, expectReplay, expectRuns } from './expect';
import { HeldWork } from './held';
import { describe, order } from './requests';
import { turns } from './turns';
import { answerOf, created, endOf, isReplay, send, start, World, type Answer } from './world';

export async function runsOnce(): Promise<void> {
  await fiveAtOnce(1);
  await fiveAtOnce(5);
  await everybodyElse();
  await everyInterleaving((schedule) => race(schedule, ['A', 'B']), { limit: 400, samples: 0 });
  await everyInterleaving((schedule) => race(schedule, ['A', 'B', 'C']), { limit: 40, samples: 60 });
  await everyInterleaving(raceWithin, { limit: 400, samples: 0 });
}

/** The first one's handler is held while four others come with its key. */
async function fiveAtOnce(instances: number): Promise<void> {
  const held = new HeldWork();
  const world = new World({ work: held.work });
  const gateways = Array.from({ length: instances }, () => world.open());
  const asked = order({ key: 'k' });
  const input = `five requests with one key on ${instances} ${instances === 1 ? 'instance' : 'instances'}; the handler is still running`;
  const sent = [0, 1, 2, 3, 4].map((at) => start(gateways[at % instances]!, asked));
  await settle();
  expectRuns(world, 1, `The handler ran ${world.runs.length} times for one key.`, input);
  const waiting = sent.filter(({ state }) => state === 'pending');
  ok(waiting.length === 1, {
    message: 'One request runs the handler, and the others get 409 at once.',
    input,
    expected: '1 waits for the handler, 4 have 409',
    actual: sent.map(endOf).join('; '),
  });
  for (const one of sent)
    if (one !== waiting[0])
      expectEnd(one, 409, 'A request that came while the first one runs did not get 409.', input);
  await freeForOthers(world, gateways[0]!, input);
  held.end(1);
  await settle();
  expectEnd(
    waiting[0]!,
    201,
    'The request that ran the handler did not get its answer.',
    `${input}, then it ends`,
  );
  for (const gateway of gateways) {
    const where = `${input}, then it ends and the request comes again`;
    expectReplay(await send(gateway, asked, where), created(1), 'The answer', where);
  }
}

async function freeForOthers(world: World, gateway: ReturnType<World['open']>, input: string): Promise<void> {
  start(gateway, order({ key: 'another' }));
  await settle();
  expectRuns(world, 2, 'A request with another key did not run while the first one does.', input);
}

/** Twelve keys on one instance, all at once. Each has its own user, path and body, and gets and keeps its own answer. */
async function everybodyElse(): Promise<void> {
  const held = new HeldWork();
  const world = new World({ work: held.work });
  const gateway = world.open();
  const asked = Array.from({ length: 12 }, (_, at) =>
    order({ key: `k${at}`, user: `user ${at}`, path: `/orders/${at}`, body: `{"seat":${at}}` }),
  );
  const sent = asked.map((one) => start(gateway, one));
  await settle();
  expectRuns(world, 12, 'Requests with other keys were held up.', 'twelve keys at once; no handler ends');
  for (let run = 12; run > 0; run--) held.end(run);
  await settle();
  for (const [at, one] of asked.entries()) {
    const input = `twelve keys at once on one instance, the last handler ends first; request ${at + 1}, ${describe(one)}`;
    const answer = answerOf(sent[at]!, input);
    const run = world.runs.findIndex(({ path }) => path === one.path) + 1;
    expectOwn(answer, created(run), input);
    const where = `${input}; then once more`;
    expectReplay(await send(gateway, one, where), created(run), 'The answer', where);
  }
}

/** Every client has an instance of its own. */
async function race(schedule: Schedule, names: readonly string[]): Promise<void> {
  const world = new World();
  const asked = order({ key: 'k' });
  /** Who began when somebody already had an answer of the handler. */
  const late = new Set<string>();
  let isStored = false;
  const clients = names.map((name) => {
    const gateway = world.open(turns(schedule, name, () => void (isStored && late.add(name))));
    const send = async (): Promise<Answer> => {
      const answer = await gateway(asked);
      if (answer.status === 201) isStored = true;
      return answer;
    };
    return [name, send] as const;
  });
  const results = await schedule.race(Object.fromEntries(clients));
  const input = `${names.join(' and ')} send one key at the same time. Order of store operations: ${schedule.order}`;
  oneRan(world, Object.values(results), input);
  for (const name of late) {
    const answer = answerOf(results[name]!, input);
    expectReplay(answer, created(1), `The answer to ${name}, who came after the answer was stored,`, input);
  }
  await replayedAfterwards(world, input);
}

/** Two requests on one instance. Its operations are turns whose order is free. */
async function raceWithin(schedule: Schedule): Promise<void> {
  const world = new World();
  const gateway = world.open(turns(schedule, 'A+B'));
  const sent: Watched<Answer>[] = [];
  await schedule.race({
    'A+B': async () => {
      const calls = [1, 2].map(async () => gateway(order({ key: 'k' })));
      sent.push(...calls.map(watch));
      await Promise.allSettled(calls);
    },
  });
  const input = `two requests with one key at the same time on one instance, ${world.operations} store operations`;
  oneRan(world, sent, input);
  await replayedAfterwards(world, input);
}

/** One has the handler's answer, the others 409 or a replay. */
function oneRan(world: World, sent: readonly Watched<Answer>[], input: string): void {
  expectRuns(world, 1, `The handler ran ${world.runs.length} times for one key.`, input);
  const answers = sent.map((one) => answerOf(one, input));
  const firsts = answers.filter((answer) => answer.status === 201 && !isReplay(answer));
  const refused = answers.filter((answer) => answer.status === 409 && !isReplay(answer));
  const replays = answers.filter(isReplay);
  for (const replay of replays) expectReplay(replay, created(1), 'One of the answers', input);
  if (firsts.length === 1 && firsts.length + refused.length + replays.length === answers.length) return;
  fail({
    message: "One request gets the handler's answer, each other one 409 or a replay.",
    input,
    expected: 'one 201; of the others each 409 or a replay',
    actual: sent.map(endOf).join('; '),
  });
}

async function replayedAfterwards(world: World, input: string): Promise<void> {
  const where = `${input}, then the request once more`;
  const again = await send(world.open(), order({ key: 'k' }), where);
  expectReplay(again, created(1), 'The answer afterwards', where);
  expectRuns(world, 1, 'The handler ran again afterwards.', where);
}
