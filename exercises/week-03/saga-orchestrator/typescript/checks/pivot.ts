import { crashAt } from './log-trouble';
import { everyCrash, goOn, untilDeath } from './crash';
import { judge } from './judge';
import type { Plan } from './plan';
import { World } from './world';

const steps = ['s0', 's1', 's2', 's3', 's4'];
const plan = (plays: Readonly<Record<string, string>>, pivot = 's2'): Plan => ({ steps, plays, pivot });

export async function pivot(): Promise<void> {
  await beforeIt();
  await itself();
  await behindIt();
  await firstAndLast();
  await resumedUntilRepaired();
  await refusedAfterACrash();
  await refusedAfterAttention();
  await turnedRoundAtIt();
  await crashesBehindIt();
}

async function beforeIt(): Promise<void> {
  await judge(plan({ s1: 'refuse' }), 'compensated', 's0 s1 undo-s0');
  await judge(plan({ s1: 'after' }), 'compensated', 's0 s1 s1 s1 undo-s1 undo-s0');
}

async function itself(): Promise<void> {
  await judge(plan({}), 'completed', 's0 s1 s2 s3 s4');
  await judge(plan({ s2: 'refuse' }), 'compensated', 's0 s1 s2 undo-s1 undo-s0');
  await judge(plan({ s2: 'after ok' }), 'completed', 's0 s1 s2 s2 s3 s4');
  for (const play of ['before', 'after']) {
    await judge(plan({ s2: play }), 'needs-attention', 's0 s1 s2 s2 s2');
    await judge(plan({ s2: `${play} refuse` }), 'needs-attention', 's0 s1 s2 s2');
  }
}

async function behindIt(): Promise<void> {
  await judge(plan({ s3: 'refuse' }), 'needs-attention', 's0 s1 s2 s3');
  await judge(plan({ s3: 'after' }), 'needs-attention', 's0 s1 s2 s3 s3 s3');
  await judge(plan({ s4: 'refuse' }), 'needs-attention', 's0 s1 s2 s3 s4');
  await judge(plan({ s4: 'before refuse' }), 'needs-attention', 's0 s1 s2 s3 s4 s4');
}

async function firstAndLast(): Promise<void> {
  await judge(plan({ s0: 'refuse' }, 's0'), 'compensated', 's0');
  await judge(plan({ s0: 'before' }, 's0'), 'needs-attention', 's0 s0 s0');
  await judge(plan({ s1: 'refuse' }, 's0'), 'needs-attention', 's0 s1');
  await judge(plan({ s4: 'refuse' }, 's4'), 'compensated', 's0 s1 s2 s3 s4 undo-s3 undo-s2 undo-s1 undo-s0');
  await judge(plan({ s4: 'after' }, 's4'), 'needs-attention', 's0 s1 s2 s3 s4 s4 s4');
}

async function resumedUntilRepaired(): Promise<void> {
  for (const [plays, again, rest] of [
    [{ s3: 'refuse' }, 's3', 's3 s4'],
    [{ s3: 'before' }, 's3 s3 s3', 's3 s4'],
    [{ s2: 'after' }, 's2 s2 s2', 's2 s3 s4'],
  ] as const) {
    const world = new World(plan(plays));
    let input = world.story;
    await world.outcome(() => world.open().run({}), 'needs-attention', input);
    for (const round of [1, 2]) {
      const from = world.calls.length;
      input += '; resume';
      await world.outcome(() => world.open().resume(), 'needs-attention', input, `Resume ${round}`);
      world.expectCalls(again, input, from, `Resume ${round}: `);
    }
    world.services.plays(Object.keys(plays)[0]!, 'ok');
    const from = world.calls.length;
    input += '; now it works; resume';
    await world.outcome(() => world.open().resume(), 'completed', input, 'The last resume');
    world.expectCalls(rest, input, from, 'The last resume: ');
    world.expectEffects('+s0 +s1 +s2 +s3 +s4', input);
  }
}

/** The pivot was begun before the crash: nobody knows whether it happened. */
async function refusedAfterACrash(): Promise<void> {
  for (const moment of ['before', 'after'] as const) {
    const world = new World(plan({}));
    await crashAt(world, 's2', moment);
    world.services.plays('s2', 'refuse');
    const input = `${world.story}; the process dies in the call of s2; then s2 is refused; resume`;
    const from = world.calls.length;
    await world.outcome(() => world.open().resume(), 'needs-attention', input, 'After the crash the saga');
    world.expectCalls('s2', input, from, 'After the crash: ');
  }
}

/** A refusal does not close what calls of an earlier round have left open. */
async function refusedAfterAttention(): Promise<void> {
  const world = new World(plan({ s2: 'after' }));
  await world.end(() => world.open().run({}));
  world.services.plays('s2', 'refuse');
  const input = `${world.story}; run; then s2 is refused; resume`;
  const from = world.calls.length;
  await world.outcome(() => world.open().resume(), 'needs-attention', input, 'The resumed saga');
  world.expectCalls('s2', input, from, 'Resumed: ');
}

/** It was refused, and the process died on the way back. */
async function turnedRoundAtIt(): Promise<void> {
  const world = new World(plan({ s2: 'refuse' }));
  await crashAt(world, 'undo-s1');
  const input = `${world.story}; the process dies in the compensation of s1; resume`;
  const from = world.calls.length;
  await world.outcome(() => world.open().resume(), 'compensated', input, 'After the crash the saga');
  world.expectCalls('undo-s1 undo-s0', input, from, 'After the crash: ');
}

async function crashesBehindIt(): Promise<void> {
  await everyCrash(async (process) => {
    const world = new World(plan({ s3: 'refuse' }));
    await untilDeath(world, process);
    const input = `${world.story}; ${process.story}; resume`;
    await world.outcome(() => goOn(world), 'needs-attention', input, 'After the crash the saga');
    world.expectEffects('+s0 +s1 +s2', input, 'After the crash: ');
  });
}
