import {
  everyFault,
  outcomeOf,
  Process,
  settle,
  watch,
  type Gate,
  type Operation,
  type Outcome,
} from 'codealong/checkkit';
import { SagaUnknownError } from '../reference/internal/order/application/saga-types';
import { expectSteadyKeys } from './keys';
import { isOfLog } from './log';
import { logAlone } from './log-trouble';
import type { Context, Plan } from './plan';
import { World } from './world';

interface Scenario {
  readonly plan: Plan;
  readonly outcome: string;
  readonly effects: string;
}

const forward: Scenario = {
  plan: { steps: ['s0', 's1', 's2', 's3'] },
  outcome: 'completed',
  effects: '+s0 +s1 +s2 +s3',
};
const lost: Scenario = {
  ...forward,
  plan: { ...forward.plan, plays: { s1: 'after ok', s3: 'before after ok' } },
};
const back: Scenario = {
  plan: { steps: ['s0', 's1', 's2', 's3', 's4'], without: ['s1'], plays: { s4: 'refuse' } },
  outcome: 'compensated',
  effects: '+s0 +s1 +s2 +s3 -s3 -s2 -s0',
};
const unknown: Scenario = {
  plan: {
    steps: ['s0', 's1', 's2'],
    plays: { s0: 'after ok', s2: 'after', 'undo-s1': 'before ok', 'undo-s0': 'after ok' },
    attempts: 2,
  },
  outcome: 'compensated',
  effects: '+s0 +s1 +s2 -s2 -s1 -s0',
};

const twoBack: Scenario = {
  plan: { steps: ['s0', 's1', 's2'], plays: { s2: 'refuse' } },
  outcome: 'compensated',
  effects: '+s0 +s1 -s1 -s0',
};

/** A crash at every point, and for a short saga two of them. */
export async function resumesAfterACrash(): Promise<void> {
  for (const scenario of [forward, back, lost, unknown])
    await everyCrash((process) => crashes(scenario, [process]));
  await everyPair(twoBack);
  await afterAnErrorOfTheLog(twoBack);
}

/** One operation of the log fails, and the same instance is resumed. */
async function afterAnErrorOfTheLog({ plan, outcome, effects }: Scenario): Promise<void> {
  await everyFault('glitch', async (process) => {
    const world = new World(plan);
    const saga = world.open(logAlone(process));
    await world.end(() => saga.run({}));
    if (!process.struck) return;
    const again = async (): Promise<string> => {
      const resumed = await outcomeOf(() => saga.resume());
      if (resumed.status === 'returned') return resumed.value;
      if (resumed.error instanceof SagaUnknownError) return saga.run({});
      throw resumed.error;
    };
    const input = `${world.story}; ${process.story}; the same Saga is resumed`;
    await world.outcome(again, outcome, input, 'After an error of the log the saga');
    world.expectEffects(effects, input, 'After an error of the log: ');
  });
}

async function crashes({ plan, outcome, effects }: Scenario, processes: readonly Process[]): Promise<void> {
  const world = new World(plan);
  const story = [];
  for (const process of processes) {
    await untilDeath(world, process);
    if (process.struck) story.push(process.story);
  }
  const input = `${world.story}; ${[...story, 'nothing goes wrong any more'].join('; ')}`;
  const last = world.calls.length;
  await world.outcome(() => goOn(world), outcome, input, 'After the crash the saga');
  if (outcome === 'completed' && world.trace(last).includes('undo-'))
    world.expectCalls('', input, last, 'After the crash: ');
  world.expectEffects(effects, input, 'After the crash: ');
  expectSteadyKeys(world, input);
}

/**
 * A crash after each step in turn, and once none. One before a step leaves behind what one after the step before it does; the
 * first step only reads.
 */
export async function everyCrash(scenario: (process: Process) => Promise<void>): Promise<void> {
  for (let step = 2; ; step++) {
    const process = new Process('crash', { step, moment: 'after' });
    await scenario(process);
    if (!process.struck) return;
  }
}

/**
 * A crash of the first process after each entry that it stores, and one after each step of the second: every log that a restart can
 * find, with every place where the restarted process dies as well.
 */
async function everyPair(scenario: Scenario): Promise<void> {
  for (const first of await stepsThatStore(scenario.plan)) {
    for (let second = 2; ; second++) {
      const processes = [first, second].map((step) => new Process('crash', { step, moment: 'after' }));
      await crashes(scenario, processes);
      if (!processes[1]!.struck) break;
    }
  }
}

/** The numbers of the steps, while nothing goes wrong, that store an entry of the log. */
async function stepsThatStore(plan: Plan): Promise<number[]> {
  const steps: number[] = [];
  const note = ({ name, keys, number }: Operation): void => {
    if (name !== 'get' && isOfLog(keys)) steps.push(number);
  };
  const world = new World(plan);
  await world.end(() => goOn(world, { before: note }));
  return steps;
}

/** Starts the saga in this process, or goes on with it, until the process dies or the saga ends. */
export async function untilDeath(
  world: World,
  process: Process,
  context: Context = {},
): Promise<Outcome<unknown> | undefined> {
  const running = watch(process.ending(() => outcomeOf(() => goOn(world, process, context))));
  do await settle();
  while (running.state === 'pending' && (await world.clock.advanceToNext()));
  return running.value?.status === 'returned' ? running.value.value : undefined;
}

/** `resume`, and `run` when nobody knows the saga: nothing had been stored. */
export async function goOn(world: World, gate?: Gate, context: Context = {}): Promise<string> {
  const saga = world.open(gate);
  try {
    return await saga.resume();
  } catch (error) {
    if (!(error instanceof SagaUnknownError)) throw error;
    return saga.run(context);
  }
}
