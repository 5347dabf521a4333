import { describeError, equal, KvServer, ManualClock, outcomeOf, show } from 'codealong/checkkit';
import { Saga } from '../reference/internal/order/application/saga';
import {
  LogConflictError,
  StepRefusedError,
  type Step,
} from '../reference/internal/order/application/saga-types';
import { judge } from './judge';
import { logOf } from './log';
import type { Context } from './plan';
import { endOf } from './world';

/** With one attempt: rule 4 is another check's. */
export async function tellsRefusedFromUnknown(): Promise<void> {
  const steps = ['s0', 's1', 's2'];
  const nothing: readonly Readonly<Record<string, Context>>[] = [{}, { s0: {}, s1: {}, s2: {} }];
  for (const results of nothing) {
    const once = { steps, results, attempts: 1 };
    await judge({ ...once, plays: { s2: 'refuse' } }, 'compensated', 's0 s1 s2 undo-s1 undo-s0');
    for (const play of ['before', 'after'])
      await judge({ ...once, plays: { s2: play } }, 'compensated', 's0 s1 s2 undo-s2 undo-s1 undo-s0');
    await judge({ ...once, plays: { s0: 'after' } }, 'compensated', 's0 undo-s0');
    await judge({ ...once, plays: { s0: 'refuse' } }, 'compensated', 's0');
  }
  await judge({ steps, plays: { s2: 'refuse ok' } }, 'compensated', 's0 s1 s2 undo-s1 undo-s0');
  await judge(
    { steps, plays: { s2: 'after' }, without: ['s2'], attempts: 1 },
    'compensated',
    's0 s1 s2 undo-s1 undo-s0',
  );
  for (const thrown of [
    new TypeError('x is not a function'),
    'a text',
    undefined,
    null,
    0,
    new Error('refused'),
    new LogConflictError('of another log'),
  ])
    for (const isSync of [true, false]) await thrownBy(thrown, isSync);
  await thrownBy(new StepRefusedError('no'), true);
  await thrownBy(new (class SoldOut extends StepRefusedError {})('sold out'), false);
}

/** What an action may throw, before it has returned a promise as well. */
async function thrownBy(thrown: unknown, isSync: boolean): Promise<void> {
  const calls: string[] = [];
  const step = (name: string, action: Step<Context>['action']): Step<Context> => ({
    name,
    action,
    compensate: () => void calls.push(`undo-${name}`),
  });
  const fails = (): never => {
    calls.push('b');
    throw thrown;
  };
  const saga = new Saga<Context>({
    id: 'thrown',
    steps: [
      step('a', () => void calls.push('a')),
      step('b', isSync ? fails : async () => fails()),
      step('c', () => void calls.push('c')),
    ],
    log: logOf(new KvServer().connect(), { stored: false, isRefused: false }),
    clock: new ManualClock(),
    retry: { attempts: 1, delayMs: () => 0 },
  });
  const isRefused = thrown instanceof StepRefusedError;
  const input = `the action of b ${isSync ? 'throws, before it returns a promise,' : 'rejects with'} ${
    thrown instanceof Error ? describeError(thrown) : show(thrown)
  }; 1 attempt`;
  const outcome = await outcomeOf(() => saga.run({}));
  equal(endOf(outcome), "it resolved to 'compensated'", {
    message: 'An action failed, and the saga was not taken back.',
    input,
  });
  equal(calls.join(' '), isRefused ? 'a b undo-a' : 'a b undo-b undo-a', {
    message: isRefused ? 'A refused step leaves nothing to take back.' : 'It is unknown what b did.',
    input,
  });
}
