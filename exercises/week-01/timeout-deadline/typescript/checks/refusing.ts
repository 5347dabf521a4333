import { describeError, ManualClock, ok, show } from 'codealong/checkkit';
import { Call, controller, rest } from './call';
import { expectEnd, expectNoTimer, expectRuns } from './expect';

/** Reasons of a parent that has already aborted. */
const reasons: readonly unknown[] = ['shutdown', new Error('the customer left'), null, 0, ''];

export async function refusesWithoutTime(): Promise<void> {
  for (const ms of [0, -0, -1, -250, -0.5, -Infinity, Number.NaN]) {
    await refuses(ms, 'no parent');
    await refuses(ms, 'a parent that has not aborted', controller());
    for (const reason of reasons) {
      const parent = controller();
      parent.abort(reason);
      await refuses(ms, `a parent that has already aborted with ${describeError(reason)}`, parent);
    }
  }
  for (const ms of [1, 0.5, Number.MIN_VALUE]) await accepts(ms);
}

async function refuses(ms: number, who: string, parent?: AbortController): Promise<void> {
  const clock = new ManualClock();
  const call = new Call(ms, { clock, ...(parent && { parent: parent.signal }), work: async () => 'paid' });
  await rest();
  const input = `ms is ${show(ms)}; ${who}`;
  ok(!call.threw, {
    message: 'withTimeout throws. It has to reject.',
    input,
    expected: 'a promise that rejects',
    actual: 'withTimeout threw',
  });
  expectRuns(call, 0, `With ${show(ms)} ms left, fn was still called.`, input);
  if (parent?.signal.aborted) {
    const message = "No time is left and the parent has already aborted: the parent's reason comes first.";
    expectEnd(call, { kind: 'error', error: parent.signal.reason }, message, input);
  } else {
    const message =
      'Without time left, the caller has to get a TimeoutError with the timeout as it was passed.';
    expectEnd(call, { kind: 'timeout', ms }, message, input);
  }
  expectNoTimer(clock, 'a call that was refused', input);
}

async function accepts(ms: number): Promise<void> {
  const clock = new ManualClock();
  const call = new Call(ms, { clock, work: async () => 'paid' });
  await rest();
  const input = `ms is ${show(ms)}; fn resolves at once`;
  expectRuns(call, 1, `${ms} is above 0, and fn was not called exactly once.`, input);
  // Added to the time of a clock, less than that may be no time at all.
  if (ms < 0.5) return;
  expectEnd(
    call,
    { kind: 'value', value: 'paid' },
    `${ms} is above 0, and the caller did not get the result.`,
    input,
  );
}
