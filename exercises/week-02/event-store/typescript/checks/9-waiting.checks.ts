import { fail, ok, type KvOperation } from 'codealong/checkkit';
import { solution } from 'codealong/solution';
import { clockReadings, often } from './machine-clock';
import type { EventStore } from './support';
import { ended, idsOf, logIs, logOf, many, paid, save, saveCall, streamIs } from './support';
import { wholeStream, worldWith } from './support';

it('no-call-waits', async () => {
  for (const file of solution.files) {
    const timer = solution.globals(file).find((name) => name === 'setTimeout' || name === 'setInterval');
    if (timer)
      fail({
        message:
          'A call waits for time to pass: an order would wait with it, and a lock may be gone by then.',
        input: file,
        expected: 'no timer',
        actual: timer,
      });
  }
  for (const [call, run] of calls) {
    const world = await worldWith(paid('z1'), paid('z2'));
    const readings = await clockReadings(() => ended(() => run(world.open()), call));
    ok(readings <= often, {
      message:
        "A call waits for time to pass: it asks the machine's clock again and again, or lets the thread sleep.",
      input: call,
      expected: 'the time is asked a few times, or never',
      actual: `it is asked more than ${often} times`,
    });
  }
  for (const [call, run] of calls) {
    for (const moment of ['before', 'after'] as const) {
      for (let at = 1; await othersGoOn({ call, run, moment, at }); at++);
    }
  }
});

interface Hang {
  readonly call: string;
  readonly run: (store: EventStore) => Promise<unknown>;
  readonly moment: 'before' | 'after';
  readonly at: number;
}

const calls: [call: string, run: (store: EventStore) => Promise<unknown>][] = [
  [saveCall('order-1', many(2, 'h'), 2), (store) => store.saveEvents('order-1', many(2, 'h'), 2)],
  ["getEvents('order-1')", (store) => store.getEvents('order-1')],
  ['readAll(0, 10)', (store) => store.readAll(0, 10)],
];

/** A call hangs at an operation, and others go on, on the same instance and on another one. Tells whether it came so far. */
async function othersGoOn({ call, run, moment, at }: Hang): Promise<boolean> {
  const world = await worldWith(paid('z1'), paid('z2'));
  let hanging = 0;
  const hang = (operation: KvOperation): Promise<void> | void => {
    if (operation.number !== at || hanging > 0) return;
    hanging = operation.number;
    return new Promise(() => undefined);
  };
  const store = world.open({ [moment]: hang });
  run(store).catch(() => undefined);
  await untilHanging(() => hanging > 0);
  if (hanging === 0) return false;
  const input = `while ${call} waits for the answer to its operation ${at} (${moment} it was carried out)`;
  const there = idsOf(await wholeStream(world.open(), 'order-1'));
  const before = await logOf(world.open());
  const expected = [...idsOf(before)];
  for (const [who, other] of [
    ['the same instance', store],
    ['another instance', world.open()],
    ['the same instance again', store],
  ] as const) {
    const message = 'A call does not go on while another one hangs, or is refused because of it.';
    const told = { message, input: `a save to order-1 and one to order-2 on ${who}, ${input}` };
    const nth = there.length;
    await save(other, 'order-1', [paid(`o${nth}`)], nth, told);
    await save(other, 'order-2', [paid(`p${nth}`)], 'any', told);
    there.push(`o${nth}`);
    expected.push(`o${nth}`, `p${nth}`);
    await streamIs(other, 'order-1', there, { message: 'A stream does not hold what was saved.', input });
    await logIs(other, expected, { message: 'The log does not hold what was saved, without a hole.', input });
  }
  return at < 50;
}

async function untilHanging(isHanging: () => boolean): Promise<void> {
  await ended(async () => {
    for (let turn = 0; turn < 50 && !isHanging(); turn++) await Promise.resolve();
  }, '');
}
