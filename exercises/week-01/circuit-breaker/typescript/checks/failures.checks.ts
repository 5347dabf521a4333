import { describeError, ok, watch } from 'codealong/checkkit';
import type { State } from '../reference/pkg/resilience/circuit-breaker';
import { Bench } from './bench';
import { describeCall, rest } from './call';
import { errors, expectError } from './endings';

const outage = new Error('the broker is down');
const badOrder = new Error('400: no drink was ordered');
/** isFailure throws on these: an Error, and a text. */
const riddles = [new Error('an answer that nobody expected'), new Error('another one')] as const;

export const isFailure = (error: unknown): boolean => {
  if (error === riddles[0]) throw new TypeError('isFailure is broken');
  if (error === riddles[1]) throw 'isFailure is broken';
  return error !== badOrder;
};

/** How a call may fail: before there is a promise, or by its promise. */
const ways = [
  {
    way: 'throws',
    fail: (error: unknown) => (): Promise<never> => {
      throw error;
    },
  },
  { way: 'rejects with', fail: (error: unknown) => (): Promise<never> => Promise.reject(error) },
] as const;
const [throwing] = ways;

it('throwing-call-counts', async () => {
  for (const [name, error] of errors) {
    const bench = new Bench();
    for (let i = 1; i <= 3; i++) await expectRejection(bench, error, `fn throws ${name}`);
    const input = `maxFailures 3: fn throws ${name}, 3 times`;
    bench.expectState('open', 'A call that throws at once is a failure like any other.', input);
    await bench.passTimeout();
    await bench.run(throwing.fail(error));
    const halfOpen = `half-open: fn of the probe throws ${name}`;
    bench.expectState('open', 'A probe that throws at once has failed.', halfOpen);
  }
});

/** `execute` must not throw, whatever `fn` does. */
async function expectRejection(bench: Bench, error: unknown, input: string): Promise<void> {
  let result;
  try {
    result = watch(bench.breaker.execute(throwing.fail(error)));
  } catch (thrown) {
    const actual = `execute threw ${describeError(thrown)}`;
    ok(false, { message: 'execute has to return a promise that rejects, not to throw.', input, actual });
  }
  await rest();
  ok(result.state === 'rejected' && Object.is(result.error, error), {
    message: 'When fn throws, execute has to reject with that very error.',
    input,
    expected: `execute rejected with ${describeError(error)}, the very same`,
    actual: describeCall({ runs: 1, result }),
  });
}

it('ignored-errors', async () => {
  for (const { way, fail } of ways) {
    const bench = new Bench({ isFailure });
    const input = `fn ${way} an error for which isFailure returns false`;
    for (let i = 0; i < 100; i++) expectError(await bench.run(fail(badOrder), input), badOrder, input);
    bench.expectState('closed', 'Ignored errors must not count.', `maxFailures 3: ${input}, 100 times`);
  }
  await everyOrder(2);
  await isAskedAboutErrorsOnly();
  for (const good of [true, false]) await ignoredProbes(good);
  await lateIgnored();
  for (const riddle of riddles) {
    const bench = new Bench({ isFailure });
    const input = 'maxFailures 3: fn rejects, and isFailure itself throws, 3 times';
    for (let i = 0; i < 3; i++)
      expectError(await bench.run(() => Promise.reject(riddle), input), riddle, input);
    bench.expectState('open', 'When isFailure throws, the call is a failure.', input);
  }
});

/** Every order of five calls that fail, succeed, or end with an ignored error, until it opens. */
async function everyOrder(limit: number): Promise<void> {
  for (let order = 0; order < 3 ** 5; order++) {
    const bench = new Bench({ maxFailures: limit, isFailure });
    const story: string[] = [];
    for (let failures = 0, rest = order; story.length < 5 && failures < limit; rest = Math.floor(rest / 3)) {
      const ending = (['fail', 'succeed', 'an ignored error'] as const)[rest % 3] ?? 'fail';
      story.push(ending);
      if (ending === 'succeed') await bench.succeed();
      else await bench.fail(1, ending === 'fail' ? outage : badOrder);
      if (ending === 'fail') failures++;
      if (ending === 'succeed') failures = 0;
      const input = `maxFailures ${limit}: ${story.join(', ')}`;
      const message = `An ignored error neither counts nor starts the count again: the count is ${failures}.`;
      bench.expectState(failures < limit ? 'closed' : 'open', message, input);
    }
  }
}

/** isFailure decides about every error, also a `CircuitOpenError`, and about no value. */
async function isAskedAboutErrorsOnly(): Promise<void> {
  await isAskedAboutNothingElse();
  const strict = new Bench({ maxFailures: 1, isFailure: () => true });
  for (const value of [undefined, null, 'coffee', outage]) await strict.run(() => Promise.resolve(value));
  const message = 'isFailure is about errors: a call that resolves has succeeded.';
  strict.expectState('closed', message, 'isFailure returns true; 4 calls resolve');
  for (const [name, error] of errors) {
    const input = `maxFailures 1: fn rejects with ${name}`;
    const counts = new Bench({ maxFailures: 1, isFailure: (asked) => Object.is(asked, error) });
    await counts.run(() => Promise.reject(error));
    counts.expectState('open', 'isFailure returned true for this very error.', input);
    const ignores = new Bench({ maxFailures: 1, isFailure: (asked) => !Object.is(asked, error) });
    await ignores.run(() => Promise.reject(error));
    ignores.expectState('closed', 'isFailure returned false for this very error.', input);
  }
}

/** Calls succeed, fail and are rejected in every state, and isFailure writes down what it is asked about. */
async function isAskedAboutNothingElse(): Promise<void> {
  const asked: unknown[] = [];
  const bench = new Bench({ isFailure: (error) => asked.push(error) > 0 });
  const failed = [0, 1, 2, 3].map((number) => new Error(`failure ${number}`));
  await bench.succeed();
  for (const error of failed.slice(0, 3)) await bench.fail(1, error);
  await bench.beginAll(3);
  await bench.passTimeout();
  const [probe] = await bench.beginAll(3);
  await probe?.fail(failed[3]);
  await bench.passTimeout();
  await bench.succeed();
  const input =
    'succeed, fail 3 times, 3 rejected calls, a probe fails while 2 calls are rejected, a probe succeeds';
  const expected = 'it is asked about the errors of the 4 calls that fail';
  const expectNone = (those: readonly unknown[], message: string, but: string): void => {
    const actual = `${but} ${those.map(describeError).join(', ')}`;
    ok(those.length === 0, { message, input, expected, actual });
  };
  const strange = asked.filter((error) => !failed.includes(error as Error));
  expectNone(
    strange,
    'isFailure is asked about errors of fn, and about nothing else.',
    'it is also asked about',
  );
  const forgotten = failed.filter((error) => !asked.includes(error));
  expectNone(forgotten, 'isFailure is asked about every error of fn.', 'it is not asked about');
}

async function ignoredProbes(good: boolean): Promise<void> {
  const bench = new Bench({ isFailure });
  await bench.becomeDue();
  for (let probe = 1; probe <= 20; probe++) {
    const { way, fail } = ways[probe % 2] ?? throwing;
    const input = `half-open: a probe ${way} an ignored error, number ${probe} in a row`;
    expectError(await bench.run(fail(badOrder), input), badOrder, input);
    bench.expectState('half-open', 'An ignored error neither closes nor opens a half-open breaker.', input);
  }
  if (good) await bench.succeed();
  else await bench.fail(1);
  const input = `20 probes end with ignored errors, the next one ${good ? 'succeeds' : 'fails'}`;
  bench.expectState(good ? 'closed' : 'open', 'The next probe decides.', input);
}

async function lateIgnored(): Promise<void> {
  const bench = new Bench({ isFailure });
  const late = await bench.beginAll(3);
  await bench.trip();
  await bench.clock.advance(30_000);
  await late[0]?.fail(badOrder);
  await bench.clock.advance(30_000);
  const open =
    'a slow call ends with an ignored error 30000 ms after the breaker opened; a call 30000 ms later';
  const probe = await bench.admits('An ignored error changes no time.', open);
  await late[1]?.fail(badOrder);
  const halfOpen = 'half-open: the probe runs, a call from before ends with an ignored error, one more call';
  await bench.rejects('A call from before gives back no slot: it never had one.', halfOpen);
  await probe.succeed();
  await late[2]?.fail(badOrder);
  const after = 'a call from before the outage ends with one after it';
  bench.expectState('closed', 'An ignored error opens nothing.', after);
}

/** How a probe may end, and the state after it. */
const probeEnds = [
  { what: 'an ignored error', error: badOrder, state: 'half-open' },
  { what: 'an error', error: outage, state: 'open' },
  ...riddles.map((error) => ({ what: 'an error on which isFailure throws', error, state: 'open' }) as const),
] as const;

it('slot-comes-back', async () => {
  for (const { way, fail } of ways)
    for (const { what, error, state } of probeEnds)
      await probesEndSo({ how: `${way} ${what}`, fn: fail(error), error, state });
});

interface ProbeEnd {
  readonly how: string;
  readonly fn: () => Promise<never>;
  readonly error: Error;
  readonly state: State;
}

async function probesEndSo({ how, fn, error, state }: ProbeEnd): Promise<void> {
  const bench = new Bench({ isFailure });
  await bench.becomeDue();
  for (let round = 1; round <= 3; round++) {
    const input = `half-open: fn of the probe ${how}, round ${round}`;
    expectError(await bench.run(fn, input), error, input);
    const meaning =
      state === 'open' ? 'A probe that fails opens it.' : 'An ignored error leaves it half-open.';
    bench.expectState(state, meaning, input);
    if (state === 'open') await bench.passTimeout();
  }
  const after = `half-open: fn of the probe ${how}; ${state === 'open' ? 'the timeout passes, ' : ''}one more call`;
  const back = 'A probe gives its slot back, however it ends: the next call is a probe.';
  const next = await bench.admits(back, after);
  await next.succeed();
  bench.expectState('closed', 'A probe that succeeds closes the breaker.', `${after} that succeeds`);
}
