import { ManualClock } from 'codealong/checkkit';
import { Call, controller } from './call';
import { expectEnd, expectStopped, type End } from './expect';

type Event = 'fn' | 'time' | 'parent';

const orders: readonly (readonly [Event, Event, Event])[] = [
  ['time', 'fn', 'parent'],
  ['time', 'parent', 'fn'],
  ['parent', 'fn', 'time'],
  ['parent', 'time', 'fn'],
  ['fn', 'time', 'parent'],
  ['fn', 'parent', 'time'],
];

/**
 * Lets `fn` end, the time be up and the parent abort, 10 ms apart, in each order that begins with `first`. The first of them
 * decides, and what comes later changes nothing.
 */
export async function firstOneDecides(first: Event): Promise<void> {
  for (const order of orders.filter(([event]) => event === first)) {
    for (const ends of ['resolve', 'reject'] as const) await run(order, ends);
  }
}

async function run(order: readonly Event[], ends: 'resolve' | 'reject'): Promise<void> {
  const clock = new ManualClock();
  const parent = controller();
  const limit = 10 * (order.indexOf('time') + 1);
  const call = new Call(limit, { clock, parent: parent.signal });
  const [told, reason] = [{ order: 7 }, new Error('the customer left')];
  const happen: Record<Event, () => Promise<void>> = {
    fn: () => call[ends](told),
    time: async () => {},
    parent: async () => parent.abort(reason),
  };
  const when: Record<Event, string> = {
    fn: `fn ${ends}s`,
    time: 'the time is up',
    parent: 'the parent aborts',
  };
  const says = (events: readonly Event[]): string =>
    events.map((event) => `${when[event]} at ${10 * (order.indexOf(event) + 1)} ms`).join(', ');
  const first: Record<Event, End> = {
    fn: ends === 'resolve' ? { kind: 'value', value: told } : { kind: 'error', error: told },
    time: { kind: 'timeout', ms: limit },
    parent: { kind: 'error', error: reason },
  };

  for (const [index, event] of order.entries()) {
    await clock.advance(10);
    await happen[event]();
    await clock.advance(0);
    const input = says(order.slice(0, index + 1));
    const end = first[order[0] as Event];
    expectEnd(call, end, 'The first of fn, time and parent has to decide how the call ends.', input);
    if (order[0] === 'fn') continue;
    expectStopped(
      call,
      call.result.error,
      { running: 'The call was given up, but the signal of fn was not aborted: the work goes on.' },
      input,
    );
  }
}
