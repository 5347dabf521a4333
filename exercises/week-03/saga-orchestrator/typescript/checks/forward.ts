import { equal, KvServer, ManualClock, outcomeOf } from 'codealong/checkkit';
import { Saga } from '../reference/internal/order/application/saga';
import type { Step } from '../reference/internal/order/application/saga-types';
import { expectContext, frozen, judge } from './judge';
import { logOf } from './log';
import { stepsOf, type Context } from './plan';
import { endOf } from './world';

export async function runsInOrder(): Promise<void> {
  await judge({ steps: ['s0', 's1', 's2'] }, 'completed', 's0 s1 s2');
  const many = stepsOf(13);
  await judge({ steps: many }, 'completed', many.join(' '));
  const down = [...many].reverse();
  await judge({ steps: down }, 'completed', down.join(' '));
  await judge({ steps: [] }, 'completed', '');
}

/** What each step resolves to, one after the other, and what is known after it. */
const merges: readonly (readonly [name: string, result: Context | undefined, known: Context])[] = [
  ['a', { n: 5, t: 'x' }, { order: 1, n: 5, t: 'x' }],
  ['b', undefined, { order: 1, n: 5, t: 'x' }],
  ['c', { n: 0 }, { order: 1, n: 0, t: 'x' }],
  ['d', { t: '', f: false }, { order: 1, n: 0, t: '', f: false }],
  [
    'e',
    { nest: { one: 1, two: 2 }, list: [1, 2, 3] },
    { order: 1, n: 0, t: '', f: false, nest: { one: 1, two: 2 }, list: [1, 2, 3] },
  ],
  ['f', { nest: { two: 3 }, list: [4] }, { order: 1, n: 0, t: '', f: false, nest: { two: 3 }, list: [4] }],
  ['g', { n: null }, { order: 1, n: null, t: '', f: false, nest: { two: 3 }, list: [4] }],
  ['h', {}, { order: 1, n: null, t: '', f: false, nest: { two: 3 }, list: [4] }],
  ['i', { order: 2 }, { order: 2, n: null, t: '', f: false, nest: { two: 3 }, list: [4] }],
];

export async function mergesResults(): Promise<void> {
  const steps = [...merges.map(([name]) => name), 'z'];
  const results = Object.fromEntries(merges.map(([name, result]) => [name, result as Context]));
  const input = `run({ order: 1 }); the actions resolve to ${merges.map(([name, result]) => `${name}: ${JSON.stringify(result) ?? 'undefined'}`).join(', ')}`;
  const world = await judge({ steps, results }, 'completed', steps.join(' '), { order: 1 });
  for (const [at, call] of world.calls.entries())
    expectContext(call, merges[at - 1]?.[2] ?? { order: 1 }, input);
  await plainValues();
}

/** Actions that return no promise. */
async function plainValues(): Promise<void> {
  const seen: Context[] = [];
  const answers = [{ a: 1 }, undefined, { b: 0 }];
  const steps: Step<Context>[] = [...answers, undefined].map((answer, at) => ({
    name: `p${at}`,
    action: (context) => {
      seen.push(JSON.parse(JSON.stringify(context)) as Context);
      return answer;
    },
  }));
  const log = logOf(new KvServer().connect(), { stored: false, isRefused: false });
  const saga = new Saga<Context>({
    id: 'plain',
    steps: frozen(steps),
    log,
    clock: new ManualClock(),
    retry: { attempts: 1, delayMs: () => 0 },
  });
  const input = 'actions p0 … p3 return plain values: { a: 1 }, undefined, { b: 0 }, undefined';
  const outcome = await outcomeOf(() => saga.run(frozen({ start: true })));
  equal(endOf(outcome), "it resolved to 'completed'", {
    message: 'Actions that return a plain value did not count as done.',
    input,
  });
  equal(seen, [{ start: true }, { start: true, a: 1 }, { start: true, a: 1 }, { start: true, a: 1, b: 0 }], {
    message: 'The contexts of the actions p0 to p3 are not what is known so far.',
    input,
  });
}
