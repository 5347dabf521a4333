import { equal, fail, ok, show } from 'codealong/checkkit';
import { judge } from './judge';
import { nameOf, stepsOf, type Call } from './plan';
import { World } from './world';

export async function keysStay(): Promise<void> {
  const steps = stepsOf(4);
  const plays = {
    ...Object.fromEntries(
      steps.flatMap((name) => [
        [name, 'after before ok'],
        [`undo-${name}`, 'after before ok'],
      ]),
    ),
    s3: 'before before refuse',
  };
  const thrice = [...steps, 'undo-s3', 'undo-s2', 'undo-s1', 'undo-s0'].flatMap((name) => [name, name, name]);
  const world = await judge({ steps, plays }, 'compensated', thrice.join(' '));
  expectSteadyKeys(world, world.story);
}

/** All calls so far: one key for each action and each compensation, and the action's as `actionKey`. */
export function expectSteadyKeys(world: World, input: string): void {
  const first = new Map<string, Call>();
  for (const call of world.calls) {
    const name = nameOf(call);
    ok(typeof call.key === 'string', {
      message: `${name} got no key.`,
      input,
      expected: 'a text',
      actual: show(call.key),
    });
    const before = first.get(name) ?? call;
    first.set(name, before);
    equal(call.key, before.key, { message: `A later call of ${name} got another key.`, input });
    if (call.kind === 'action') continue;
    equal(call.actionKey, first.get(call.step)?.key, {
      message: `The actionKey of ${name} is not the key that the action was called with.`,
      input,
    });
  }
}

export async function keysDiffer(): Promise<void> {
  for (const separator of [':', '/', '-', ' ', ',', '.', '|', '#', '+', '_', '","', '\\', '%', '\0', '::'])
    await areApart([
      ['a', [`b${separator}c`, 'z']],
      [`a${separator}b`, ['c', 'z']],
      [`a${separator}b${separator}c`, ['z', 'a']],
    ]);
  const kinds = ['compensate', 'compensation', 'undo', 'action', 'do', '-', '1'];
  const alike = kinds.flatMap((kind) => [`c:${kind}`, `c-${kind}`, `c/${kind}`, `c${kind}`, `${kind}:c`]);
  await areApart([['a', ['c', ...new Set(alike)]]]);
  await areApart([
    ['order', ['a', 'A', ' a', 'a ', '__proto__', 'constructor', '10', '1', '0', 'é', 'e\u0301']],
    ['Order', ['a', 'A']],
    [' order', ['a']],
    ['__proto__', ['a', '__proto__']],
  ]);
  const numbers = Array.from({ length: 12 }, (_, at) => `${12 - at}`);
  await areApart(['order-1', 'order-11', 'order-1-1', 'order-'].map((id) => [id, numbers]));
}

/** All keys of these sagas, each of which is taken back at a last step that is refused. */
async function areApart(sagas: readonly (readonly [id: string, names: readonly string[]])[]): Promise<void> {
  const owners = new Map<unknown, string>();
  for (const [id, names] of sagas) {
    const world = new World({ id, steps: [...names, 'last'], plays: { last: 'refuse' }, attempts: 1 });
    const input = `saga ${show(id)}, steps ${names.slice(0, 6).map(show).join(', ')}${names.length > 6 ? ', …' : ''}, and a last one that is refused`;
    await world.outcome(() => world.open().run({}), 'compensated', input);
    for (const call of world.calls) {
      const owner = `the ${call.kind} of saga ${show(id)}, step ${show(call.step)}`;
      const other = owners.get(call.key);
      if (other !== undefined)
        fail({
          message: `Two calls have the same key: ${other}, and ${owner}.`,
          input,
          expected: 'a key for each',
          actual: `both got ${show(call.key)}`,
        });
      owners.set(call.key, owner);
    }
  }
}
