import { describeError, everyFault, fail, outcomeOf, Process, show } from 'codealong/checkkit';
import type { Runner, World } from './world';

/** The one error that these checks let happen. */
export const broken = Object.assign(new Error('connection reset'), { code: 'ECONNRESET' });

/** One call of the database or the log fails, each in its turn. The caller must get that very error. */
export async function errorsReachTheCaller(
  name: string,
  worldOf: () => World | Promise<World>,
  call: (runner: Runner) => Promise<unknown>,
): Promise<void> {
  await everyFault(
    'glitch',
    async (process) => {
      const world = await worldOf();
      const outcome = await outcomeOf(() => call(world.runner(process)));
      if (process.struck) mustBeThatError(name, outcome, process.story);
    },
    { errorOf: () => broken },
  );
}

/** The process dies after each of its calls in turn. Whoever dies in front of a call leaves what the call before it left. */
export async function everyDeath(scenario: (process: Process) => Promise<void>): Promise<void> {
  for (let step = 1, struck = true; struck; step++) {
    if (step > 500) fail({ message: 'It takes more than 500 calls to the outside.' });
    const process = new Process('crash', { step, moment: 'after' });
    await scenario(process);
    struck = process.struck;
  }
}

export function mustBeThatError(
  name: string,
  outcome: Awaited<ReturnType<typeof outcomeOf<unknown>>>,
  input: string,
): void {
  if (outcome.status === 'threw' && outcome.error === broken) return;
  fail({
    message: `An error of the log or the database must reach the caller of ${name}.`,
    input,
    expected: `${name} rejects with that very error object, ${describeError(broken)}`,
    actual:
      outcome.status === 'threw'
        ? `it rejects with another one, ${describeError(outcome.error)}`
        : `it resolves to ${show(outcome.value)}`,
  });
}
