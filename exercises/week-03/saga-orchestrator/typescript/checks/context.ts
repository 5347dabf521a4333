import { equal } from 'codealong/checkkit';
import { everyCrash, goOn, untilDeath } from './crash';
import { expectContext } from './judge';
import type { Context, Plan } from './plan';
import { World } from './world';

const start = (): Context => ({ id: 7, name: 'ana', nest: { n: 1 }, list: ['a'] });
const results = { s0: { n: 1, made: { n: 2 } }, s2: { name: 'bo', list: ['b'] } };
const plan: Plan = {
  steps: ['s0', 's1', 's2', 's3'],
  results,
  plays: { s1: 'before ok', s3: 'after refuse', 'undo-s1': 'before ok' },
  meddles: true,
};

/** What each call has to get: `undo-…` for all compensations. */
const known: Record<string, Context> = (() => {
  const one = { ...start(), ...results.s0 };
  const two = { ...one, ...results.s2 };
  return { s0: start(), s1: one, s2: one, s3: two, undo: two };
})();

export async function contextSurvives(): Promise<void> {
  await changedByTheCaller();
  await everyCrash(async (process) => {
    const world = new World(plan);
    await untilDeath(world, process, start());
    const input = `run(${JSON.stringify(start())}); each call changes the context that it got, and what calls before it have returned; ${process.story}; resume`;
    await world.outcome(
      () => goOn(world, undefined, start()),
      'compensated',
      input,
      'After the crash the saga',
    );
    expectContexts(world, input);
  });
}

/** Right after `run` has returned its promise. */
async function changedByTheCaller(): Promise<void> {
  const world = new World(plan);
  const context = start();
  const input = `run(${JSON.stringify(start())}); right after it the caller changes its object, also inside; each call changes the context that it got, and what calls before it have returned`;
  const ended = await world.end(() => {
    const running = world.open().run(context);
    Object.assign(context, { id: 99, later: 99 });
    (context['nest'] as Context)['n'] = 99;
    (context['list'] as unknown[]).push('later');
    return running;
  }, input);
  equal(
    ended,
    { status: 'returned', value: 'compensated' },
    { message: 'The saga did not end as expected.', input },
  );
  expectContexts(world, input);
  equal(
    context,
    { id: 99, name: 'ana', nest: { n: 99 }, list: ['a', 'later'], later: 99 },
    { message: "The caller's own object was changed by a step.", input },
  );
}

function expectContexts(world: World, input: string): void {
  for (const call of world.calls)
    expectContext(call, known[call.kind === 'action' ? call.step : 'undo']!, input);
}
