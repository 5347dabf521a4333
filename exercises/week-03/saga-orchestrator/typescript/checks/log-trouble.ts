import {
  equal,
  everyFault,
  fail,
  outcomeOf,
  type Gate,
  type Operation,
  type Process,
} from 'codealong/checkkit';
import { isOfLog } from './log';
import { describePlan, stepsOf, type Plan } from './plan';
import { endOf, World } from './world';

const forward: Plan = { steps: stepsOf(3) };
const back: Plan = {
  steps: stepsOf(4),
  plays: { s1: 'before ok', s3: 'after before refuse', 'undo-s2': 'before ok', 'undo-s1': 'refuse' },
};

/** Lets through to the process what is an operation of the log: only these can fail. */
export function logAlone(process: Process): Gate {
  return {
    before: (operation) => (isOfLog(operation.keys) ? process.before(operation) : undefined),
    after: (operation) => (isOfLog(operation.keys) ? process.after(operation) : undefined),
  };
}

export async function stopsWhenTheLogFails(): Promise<void> {
  await failingLog(forward, 'outage', false);
  for (const plan of [forward, back]) await failingLog(plan, 'glitch', false);
  await failingLog(back, 'glitch', true);
}

/** Every operation of the log fails once, in `run`, or in the `resume` after a crash in the middle. */
async function failingLog(plan: Plan, trouble: 'outage' | 'glitch', resumes: boolean): Promise<void> {
  let world = new World(plan);
  let error = new Error();
  let called = 0;
  const errorOf = (): Error => {
    if (called < 0) called = world.calls.length;
    return error;
  };
  await everyFault(
    trouble,
    async (process) => {
      [world, error, called] = [new World(plan), new Error('the log is down'), -1];
      if (resumes) await crashAt(world, 's2');
      const saga = world.open(logAlone(process));
      const outcome = await world.end(() => (resumes ? saga.resume() : saga.run({})));
      if (!process.struck) return;
      const input = `${describePlan(plan)}; ${resumes ? 'a crash at the first call of s2; resume; ' : ''}${told(process.story, trouble)}`;
      if (outcome.status === 'returned' || outcome.error !== error)
        fail({
          message: 'The log failed, and its error did not reach the caller.',
          input,
          expected: 'rejected with the very error of the log',
          actual: endOf(outcome),
        });
      equal(world.trace(called), '', {
        message: 'The log failed, and the saga went on calling services.',
        input,
      });
    },
    { errorOf },
  );
}

function told(story: string, trouble: string): string {
  const where = story.replace(/^.* (before|after) step \d+, (\w+) .*$/, (_, moment: string, name: string) =>
    [moment === 'before' ? 'nothing was stored' : 'it was carried out, and its reply was lost', name].join(
      '|',
    ),
  );
  const [what, name] = where.split('|');
  return `${name === 'get' ? 'a read' : 'an append'} of the log fails (${what})${trouble === 'outage' ? ', and all later ones' : ''}`;
}

/** A process that dies in its first call of this service, or when it stores its first entry (`log of order-1`). */
export async function crashAt(
  world: World,
  name: string,
  moment: 'before' | 'after' = 'before',
): Promise<void> {
  void outcomeOf(() => world.open(diesAt(name, moment)).run({}));
  await world.idle();
}

/** What is only read does not count. */
function diesAt(key: string, moment: 'before' | 'after'): Gate {
  let isDead = false;
  const pass = (at: string, { name, keys }: Operation): void => {
    if (at === moment && name === 'eval' && keys[0] === key) isDead = true;
  };
  return {
    before: (operation) => pass('before', operation),
    after: (operation) => pass('after', operation),
    get dead() {
      return isDead;
    },
  };
}

export async function storesBeforeEachCall(): Promise<void> {
  const steps = stepsOf(4);
  const retried = Object.fromEntries(
    steps.slice(0, 3).flatMap((name) => [
      [name, 'after before ok'],
      [`undo-${name}`, 'before before ok'],
    ]),
  );
  const withRetries: Plan = { steps, plays: { ...retried, s3: 'before before refuse' } };
  for (const plan of [{ steps }, { steps, plays: { s3: 'refuse' } }, withRetries]) {
    const world = new World(plan);
    await world.end(() => world.open().run({}));
    expectStored(world, world.story);
  }
  for (const name of [...steps, ...steps.map((step) => `undo-${step}`)]) await resumed(withRetries, name);
}

/** The first calls after a restart. */
async function resumed(plan: Plan, name: string): Promise<void> {
  const world = new World(plan);
  await crashAt(world, name);
  const input = `${world.story}; a crash at the first call of ${name}; resume`;
  await world.end(() => world.open().resume(), input);
  expectStored(world, input);
}

function expectStored(world: World, input: string): void {
  if (world.seen.unstored === undefined) return;
  fail({
    message: `Nothing was stored ${world.seen.unstored}.`,
    input,
    expected: 'an append that has resolved, before each call',
    actual: `calls: ${world.trace()}`,
  });
}
