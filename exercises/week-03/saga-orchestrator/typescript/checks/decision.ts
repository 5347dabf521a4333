import { equal, fail, outcomeOf, settle } from 'codealong/checkkit';
import { everyCrash, goOn, untilDeath } from './crash';
import { crashAt } from './log-trouble';
import { stepsOf } from './plan';
import { World } from './world';

export async function keepsItsDecision(): Promise<void> {
  await recoversTooLate();
  await refusedAfterTheCrash();
  await diesWhileItWaits();
  await refusedInTheNextStep();
  await inTheTwelfth();
}

/** The service that refused would take it now: once a compensation has been called, it is too late. */
async function recoversTooLate(): Promise<void> {
  for (const play of ['refuse', 'after'])
    await everyCrash(async (process) => {
      const world = new World({ steps: ['s0', 's1', 's2', 's3'], plays: { s2: play }, attempts: 1 });
      await untilDeath(world, process);
      if (!process.struck || !world.trace().includes('undo-')) return;
      world.services.plays('s2', 'ok');
      const input = `${world.story}; ${process.story}; s2 works again; resume`;
      const from = world.calls.length;
      await world.outcome(() => goOn(world), 'compensated', input, 'After the crash the saga');
      const again = world.calls.slice(from).find(({ kind }) => kind === 'action');
      if (again)
        fail({
          message: `After the restart the saga went forward again: the action of ${again.step} was called.`,
          input,
          expected: 'compensations only',
          actual: world.trace(from),
        });
      const effects = world.services.effects;
      equal(balanceOf(effects), [], {
        message: 'The saga was compensated after the restart, and effects are left.',
        input,
      });
    });
}

const balanceOf = (effects: readonly string[]): string[] =>
  effects.filter((effect) => effect.startsWith('+') && !effects.includes(`-${effect.slice(1)}`));

/** The call may have taken effect before the crash, and is refused after it. */
async function refusedAfterTheCrash(): Promise<void> {
  for (const name of ['s0', 's1', 's2'])
    for (const moment of ['before', 'after'] as const) {
      const world = new World({ steps: ['s0', 's1', 's2'] });
      await crashAt(world, name, moment);
      world.services.plays(name, 'refuse');
      const input = `${world.story}; the process dies in the call of ${name}, ${moment === 'after' ? 'after it took effect' : 'before it took effect'}; then ${name} is refused; resume`;
      const from = world.calls.length;
      const done = ['s0', 's1', 's2'].slice(0, Number(name.slice(1)));
      await world.outcome(() => world.open().resume(), 'compensated', input, 'After the crash the saga');
      const back = [...done, name].reverse().map((step) => `undo-${step}`);
      world.expectCalls([name, ...back].join(' '), input, from, 'After the crash: ');
      equal(balanceOf(world.services.effects), [], { message: 'Effects are left.', input });
    }
}

/** The call had ended, without an answer, when the process died. */
async function diesWhileItWaits(): Promise<void> {
  const world = new World({ steps: ['s0', 's1', 's2'], plays: { s1: 'after refuse' } });
  const gate = { dead: false };
  void outcomeOf(() => world.open(gate).run({}));
  await settle();
  gate.dead = true;
  await world.idle();
  const input = `${world.story}; the process dies while it waits for its second attempt; resume`;
  const from = world.calls.length;
  await world.outcome(() => world.open().resume(), 'compensated', input, 'After the crash the saga');
  world.expectCalls('s1 undo-s1 undo-s0', input, from, 'After the crash: ');
}

/** What was unknown about s1 and s2 says nothing about s3. */
async function refusedInTheNextStep(): Promise<void> {
  const world = new World({ steps: ['s0', 's1', 's2', 's3'], plays: { s1: 'after ok', s3: 'refuse' } });
  await crashAt(world, 's2');
  const input = `${world.story}; the process dies in the call of s2; resume`;
  const from = world.calls.length;
  await world.outcome(() => world.open().resume(), 'compensated', input, 'After the crash the saga');
  world.expectCalls('s2 s3 undo-s2 undo-s1 undo-s0', input, from, 'After the crash: ');
}

/** Names that go down, and more than ten of them. */
async function inTheTwelfth(): Promise<void> {
  const steps = stepsOf(13).reverse();
  for (const last of ['ok', 'refuse']) {
    const world = new World({ steps, plays: { s0: last } });
    await crashAt(world, 's1', 'after');
    const input = `${world.story}; the process dies after s1, the twelfth, took effect; resume`;
    const from = world.calls.length;
    const back = [...steps.slice(0, 12)].reverse().map((name) => `undo-${name}`);
    const [outcome, calls] = last === 'ok' ? ['completed', []] : ['compensated', back];
    await world.outcome(() => world.open().resume(), outcome, input, 'After the crash the saga');
    world.expectCalls(['s1', 's0', ...calls].join(' '), input, from, 'After the crash: ');
  }
  const world = new World({ steps, plays: { s0: 'refuse' } });
  await crashAt(world, 'undo-s3', 'after');
  const input = `${world.story}; the process dies after s3 was taken back; resume`;
  const from = world.calls.length;
  await world.outcome(() => world.open().resume(), 'compensated', input, 'After the crash the saga');
  const rest = steps
    .slice(0, 10)
    .reverse()
    .map((name) => `undo-${name}`);
  world.expectCalls(rest.join(' '), input, from, 'After the crash: ');
}
