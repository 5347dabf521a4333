import { equal } from 'codealong/checkkit';
import { judge } from './judge';
import { nameOf, stepsOf, undoOf } from './plan';
import { World } from './world';

const twice = (name: string, times: number): string => Array(times).fill(name).join(' ');

export async function retriesTheUnknown(): Promise<void> {
  for (const attempts of [1, 2, 5, 12])
    for (const good of [1, 2, 5, 12].filter((one) => one <= attempts).concat(attempts + 1))
      await goodAt(good, attempts);
  await unknownThenRefused();
  await everySecondWorks();
  await waits();
}

/** `s1` works from its call number `good` on. */
async function goodAt(good: number, attempts: number): Promise<void> {
  const plays = { s1: `${twice('before', good - 1)} ok`.trim() };
  const plan = { steps: ['s0', 's1', 's2'], plays, attempts };
  if (good <= attempts) await judge(plan, 'completed', `s0 ${twice('s1', good)} s2`);
  else await judge(plan, 'compensated', `s0 ${twice('s1', attempts)} undo-s1 undo-s0`);
  if (good > attempts) return;
  const back = { ...plan, plays: { s2: 'refuse', 'undo-s1': plays.s1 } };
  await judge(back, 'compensated', `s0 s1 s2 ${twice('undo-s1', good)} undo-s0`);
}

/** Attempts are counted for each step and each compensation. */
async function everySecondWorks(): Promise<void> {
  const steps = stepsOf(7);
  const done = steps.slice(0, 6);
  const plays = Object.fromEntries(
    done.flatMap((name) => [
      [name, 'before before ok'],
      [`undo-${name}`, 'after before ok'],
    ]),
  );
  await judge(
    { steps, plays: { ...plays, s6: 'before before refuse' } },
    'compensated',
    [...steps, ...`undo-s6 ${undoOf(done)}`.split(' ')]
      .flatMap((name) => (name === 'undo-s6' ? [name] : [name, name, name]))
      .join(' '),
  );
}

/** When each call comes. */
async function waits(): Promise<void> {
  for (const [plays, name] of [
    [{ s1: 'before' }, 's1'],
    [{ s1: 'refuse', 'undo-s0': 'before before before ok' }, 'undo-s0'],
  ] as const) {
    const world = new World({ steps: ['s0', 's1'], plays, attempts: 4, delayMs: (failed) => failed * 100 });
    const start = world.clock.now();
    await world.end(() => world.open().run({}));
    const input = `${world.story}; delayMs(failed) = 100 × failed`;
    const times = world.calls.flatMap((call, at) =>
      nameOf(call) === name ? [world.times[at]! - start] : [],
    );
    equal(times, [0, 100, 300, 600], {
      message: `The calls of ${name} did not come at the expected times (in milliseconds from the start).`,
      input,
    });
    const last = Math.max(...world.times);
    equal(world.clock.now() - last, 0, { message: 'The saga waited after the last call.', input });
    world.expectNoTimer(input);
  }
}

/** One of the calls may have taken effect, whatever the last one said. */
async function unknownThenRefused(): Promise<void> {
  const steps = ['s0', 's1', 's2'];
  for (const first of ['before', 'after', 'before before', 'after before'])
    await judge(
      { steps, plays: { s2: `${first} refuse` } },
      'compensated',
      `s0 s1 ${first.replaceAll(/\w+/g, 's2')} s2 undo-s2 undo-s1 undo-s0`,
    );
  await judge(
    { steps, plays: { s1: 'after ok', s2: 'refuse' } },
    'compensated',
    's0 s1 s1 s2 undo-s1 undo-s0',
  );
}
