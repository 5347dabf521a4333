import { throwsStarted } from './calls';
import { expectSteadyKeys } from './keys';
import { stepsOf } from './plan';
import { World } from './world';

/** Two compensations fail, in three rounds; then somebody repairs the services. */
export async function attentionCanBeResumed(): Promise<void> {
  const world = new World({
    steps: stepsOf(6),
    plays: { s5: 'refuse', 'undo-s4': 'refuse', 'undo-s1': 'before' },
  });
  const first = world.open();
  let input = world.story;
  await world.outcome(() => first.run({ n: 1 }), 'needs-attention', input);
  for (const round of [1, 2, 3]) {
    let from = world.calls.length;
    await throwsStarted(world, () => world.open().run({ n: 2 }), `${input}; run again`);
    world.expectCalls('', `${input}; run again`, from);
    input += '; resume';
    from = world.calls.length;
    const saga = round === 2 ? first : world.open();
    await world.outcome(() => saga.resume(), 'needs-attention', input, `Resume ${round}`);
    world.expectCalls('undo-s4 undo-s1 undo-s1 undo-s1', input, from, `Resume ${round}: `);
  }
  world.services.plays('undo-s4', 'ok');
  for (const [name, outcome, calls] of [
    ['undo-s4', 'needs-attention', 'undo-s4 undo-s1 undo-s1 undo-s1'],
    ['undo-s1', 'compensated', 'undo-s1'],
    ['undo-s1', 'compensated', ''],
  ] as const) {
    world.services.plays(name, 'ok');
    const from = world.calls.length;
    input += `; the compensation of ${name.slice(5)} works now; resume`;
    await world.outcome(() => world.open().resume(), outcome, input, 'The last resume');
    world.expectCalls(calls, input, from);
  }
  input += '; the Saga that had run it first is resumed';
  const from = world.calls.length;
  await world.outcome(() => first.resume(), 'compensated', input, 'The last resume');
  world.expectCalls('', input, from);
  expectSteadyKeys(world, input);
  world.expectEffects('+s0 +s1 +s2 +s3 +s4 -s3 -s2 -s0 -s4 -s1', input);
}
