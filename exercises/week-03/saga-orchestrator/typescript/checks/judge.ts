import { equal, fail, show } from 'codealong/checkkit';
import type { Call, Context, Plan } from './plan';
import { nameOf } from './plan';
import { World } from './world';

/** Runs the plan once: what it resolves to, every call in order, and that no timer is left. */
export async function judge(
  plan: Plan,
  outcome: string,
  calls: string,
  context: Context = {},
): Promise<World> {
  const world = new World(plan);
  const ended = await world.end(() => world.open().run(frozen(context)));
  world.expectCalls(calls);
  await world.outcome(() => settled(ended), outcome);
  world.expectNoTimer();
  return world;
}

/** An outcome that was seen before, as a call. */
export async function settled<T>(
  ended: { status: 'returned'; value: T } | { status: 'threw'; error: unknown },
): Promise<T> {
  if (ended.status === 'threw') throw ended.error;
  return ended.value;
}

/** What a call got, field by field. */
export function expectContext(call: Call, expected: Context, input: string): void {
  const what = call.kind === 'action' ? `The action of ${call.step}` : `The compensation of ${call.step}`;
  const actual = call.context;
  if (typeof actual !== 'object' || actual === null)
    fail({ message: `${what} got no context.`, input, expected: show(expected), actual: show(actual) });
  for (const field of Object.keys(expected))
    if (!Object.hasOwn(actual, field))
      fail({
        message: `${what} got no field ${show(field)}; it was ${show(expected[field])} by then.`,
        input,
        expected: show(expected),
        actual: show(actual),
      });
  for (const field of Object.keys(actual)) {
    const message = `${what} got ${show(actual[field])} in the field ${show(field)}.`;
    if (!Object.hasOwn(expected, field))
      fail({ message, input, expected: 'no such field', actual: show(actual) });
    equal(actual[field], expected[field], { message, input });
  }
}

export function callOf(world: World, name: string): Call {
  return world.calls.find((call) => nameOf(call) === name)!;
}

/** Input that must stay as it is. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
