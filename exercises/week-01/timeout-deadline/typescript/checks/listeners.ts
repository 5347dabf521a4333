import { ManualClock, ok } from 'codealong/checkkit';
import { getEventListeners } from 'node:events';
import { Call, controller, dozen, rest } from './call';

const told = new Error('the card was declined');

/** How each dozen of calls ends. */
const ways: Record<string, { ms: number; work?: () => Promise<unknown> }> = {
  'with a value': { ms: 300, work: async () => 'paid' },
  'with a rejection': { ms: 300, work: () => Promise.reject(told) },
  'with a throw': {
    ms: 300,
    work: () => {
      throw told;
    },
  },
  'by time': { ms: 300 },
  'by a refusal (ms is 0)': { ms: 0 },
};

export async function leavesNoListener(): Promise<void> {
  const clock = new ManualClock();
  const parent = controller();
  for (const [how, { ms, work }] of Object.entries(ways)) {
    dozen(() => new Call(ms, { clock, parent: parent.signal, ...(work && { work }) }));
    await rest();
    if (how === 'by time') await clock.advance(300);
    requireNone(parent.signal, how);
  }
  await oneAfterTheOther(clock, parent.signal);
  await endedByTheParent();
}

/** Twelve calls while the parent aborts, and as many on it after that. */
async function endedByTheParent(): Promise<void> {
  const clock = new ManualClock();
  const parent = controller();
  dozen(() => new Call(300, { clock, parent: parent.signal }));
  await rest();
  parent.abort('shutdown');
  await rest();
  requireNone(parent.signal, 'by the abort of that parent');
  dozen((index) => new Call(index % 2 === 0 ? 300 : 0, { clock, parent: parent.signal }));
  await rest();
  requireNone(parent.signal, 'at once, because that parent has already aborted');
}

/** Calls that overlap, and end in another order than they began. */
async function oneAfterTheOther(clock: ManualClock, parent: AbortSignal): Promise<void> {
  const calls = dozen(() => new Call(300, { clock, parent }));
  await rest();
  for (const index of [5, 0, 11, 3, 7, 1, 9, 2, 10, 4, 8, 6]) await calls[index]?.resolve();
  requireNone(parent, 'with a value, in another order than they began');
}

function requireNone(parent: AbortSignal, how: string): void {
  const left = getEventListeners(parent, 'abort').length;
  ok(left === 0, {
    message: 'Calls have ended, and listeners are still on their parent.',
    input: `one parent; twelve calls end ${how}`,
    expected: 'no listener',
    actual: left === 1 ? 'one listener' : `${left} listeners`,
  });
}
