import { equal, everyInterleaving, fail, outcomeOf, settle, watch } from 'codealong/checkkit';
import { isA, throwsA, throwsStarted } from './calls';
import { crashAt } from './log-trouble';
import { stepsOf, type Plan } from './plan';
import { endOf, World } from './world';

export async function startsOnce(): Promise<void> {
  await ended({ steps: stepsOf(3) }, 'completed');
  await ended({ steps: stepsOf(3), plays: { s2: 'refuse' } }, 'compensated');
  await ended({ steps: stepsOf(3), plays: { s0: 'refuse' } }, 'compensated');
  await ended({ steps: [] }, 'completed');
  for (const name of ['s0', 's2', 'undo-s0']) await crashed(name);
  await startedAndNothingElse();
  await whileItRuns();
  await nothingToResume();
  await atOnce(1);
  await atOnce(5);
}

async function ended(plan: Plan, outcome: string): Promise<void> {
  const world = new World(plan);
  let input = `${world.story}; run`;
  await world.outcome(() => world.open().run({ n: 1 }), outcome, input);
  const kept = world.open();
  const from = world.calls.length;
  for (const n of [2, 3, 4]) {
    for (const name of ['run', 'resume'] as const) {
      input += `; ${name}`;
      for (const saga of [world.open(), kept])
        await world.outcome(() => (name === 'run' ? saga.run({ n }) : saga.resume()), outcome, input);
    }
  }
  world.expectCalls('', input, from, 'The saga had ended. ');
}

async function crashed(name: string): Promise<void> {
  const world = new World({ steps: stepsOf(3), plays: name === 's2' ? {} : { s2: 'refuse' } });
  await crashAt(world, name);
  const from = world.calls.length;
  let input = `${world.story}; the process dies in the call of ${name}`;
  for (let times = 0; times < 3; times++) {
    input += '; run';
    await throwsStarted(world, () => world.open().run({}), input);
  }
  world.expectCalls('', input, from, 'The saga had been started. ');
}

/** The process dies when it has stored the first entry, and no service was called. */
async function startedAndNothingElse(): Promise<void> {
  const world = new World({ steps: stepsOf(3) });
  await crashAt(world, 'log of order-1', 'after');
  const input = `${world.story}; the process dies when its first entry is stored; run`;
  await throwsStarted(world, () => world.open().run({}), input);
  world.expectCalls('', input, 0, 'The saga had been started. ');
}

/** It waits for its second attempt. */
async function whileItRuns(): Promise<void> {
  const world = new World({ steps: stepsOf(3), plays: { s1: 'before ok' } });
  const saga = world.open();
  const running = watch(saga.run({}));
  await settle();
  const input = `${world.story}; run, and while it waits for its second attempt run again`;
  for (const other of [saga, world.open()]) {
    const second = watch(outcomeOf(() => other.run({})));
    await settle();
    if (!second.value || !isA(second.value, 'SagaStartedError'))
      fail({
        message: 'A saga that is running was run again.',
        input,
        expected: 'it rejects with SagaStartedError',
        actual: second.value ? endOf(second.value) : 'it is still waiting',
      });
  }
  await world.idle();
  equal(running.value, 'completed', { message: 'The first run did not complete.', input });
  world.expectCalls('s0 s1 s1 s2', input);
}

async function nothingToResume(): Promise<void> {
  const world = new World({ steps: stepsOf(3) });
  for (const input of ['resume', 'resume twice'])
    await throwsA(
      world,
      'SagaUnknownError',
      () => world.open().resume(),
      `no such saga; ${input}`,
      'A saga that was never started was resumed.',
    );
  world.expectCalls('', 'no such saga; resume');
  await world.outcome(() => world.open().run({}), 'completed', 'resume twice; then run');
}

/** Five starts on so many instances. */
async function atOnce(instances: number): Promise<void> {
  await everyInterleaving(
    async (schedule) => {
      const world = new World({ steps: stepsOf(3) });
      const shared = world.open(schedule.gate('A'));
      const clients = Object.fromEntries(
        [...'ABCDE'].map((name) => [
          name,
          () => (instances === 1 ? shared : world.open(schedule.gate(name))).run({}),
        ]),
      );
      const results = await schedule.race(clients, world.clock);
      const input = `5 × run at once on ${instances === 1 ? 'one instance' : 'five instances'}; order of operations: ${schedule.order}`;
      world.expectCalls('s0 s1 s2', input);
      const all = Object.entries(results).map(([name, { state, value, error }]) => {
        const outcome =
          state === 'rejected'
            ? ({ status: 'threw', error } as const)
            : ({ status: 'returned', value } as const);
        const isRight =
          value === 'completed' || isA(outcome, 'SagaStartedError') || isA(outcome, 'LogConflictError');
        if (!isRight)
          fail({
            message: `Start ${name} did not end as expected.`,
            input,
            expected: "'completed', SagaStartedError or LogConflictError",
            actual: endOf(outcome),
          });
        return value;
      });
      if (!all.includes('completed'))
        fail({
          message: 'None of the five starts completed the saga.',
          input,
          expected: 'one',
          actual: 'none',
        });
    },
    { limit: 20, samples: 40 },
  );
}
