import { describeError, equal, ok, seededRng, show } from 'codealong/checkkit';
import { Bench, century, timeoutMs } from './bench';
import { Call, describeCall, expectRunning, expectSlots, rest } from './call';

it('calls-overlap', async () => {
  const bench = new Bench();
  const calls = await bench.beginAll(300);
  const message = 'Calls through a closed breaker have to run side by side.';
  for (const call of calls) expectRunning(call, message, '300 calls at once, none of which has ended yet');
  for (const [index, call] of [...calls.entries()].reverse()) {
    await call.succeed(index);
    equal(call.result.value, index, {
      message: 'Each caller gets the result of its own fn, when that ends.',
      input: `300 overlapping calls; call ${index + 1} resolves to ${index}`,
    });
  }

  await aCrowd();
  await everyOverlap();

  const hung = await bench.begin();
  bench.expectState('closed', 'While a call hangs, the state can be read.', 'one call hangs');
  await bench.trip();
  await bench.rejects(
    'While a call hangs, others are rejected as usual.',
    'one call hangs, 3 fail, one more call',
  );
  await bench.clock.advance(century);
  const years = 'one call hangs, 3 fail, a hundred years pass';
  expectRunning(hung, 'The breaker never ends a call: that is the job of a timeout inside fn.', years);
});

async function aCrowd(): Promise<void> {
  const bench = new Bench({ maxFailures: 2 });
  const input = '1100 calls at once, none of which has ended yet';
  for (const call of await bench.beginAll(1_100))
    expectRunning(call, 'A closed breaker lets every call through, however many run.', input);
}

/** Calls begin in one order and end in another. The order in which they end counts. */
async function everyOverlap(): Promise<void> {
  const random = seededRng(11);
  for (let round = 0; round < 100; round++) {
    const bench = new Bench({ maxFailures: 2 });
    const left = (await bench.beginAll(6)).map((call, index) => ({ call, name: `call ${index + 1}` }));
    await bench.clock.advance(10 * timeoutMs);
    const story: string[] = [];
    for (let inARow = 0; left.length > 0 && inARow < 2;) {
      const [next] = left.splice(Math.floor(random() * left.length), 1);
      const fails = random() < 0.5;
      await (fails ? next?.call.fail() : next?.call.succeed());
      inARow = fails ? inARow + 1 : 0;
      story.push(`${next?.name} ${fails ? 'fails' : 'succeeds'}`);
      bench.expectCounted(inARow, `maxFailures 2: 6 calls begin, 10 timeouts pass, then ${story.join(', ')}`);
    }
  }
}

it('counts-a-burst', async () => {
  const bench = new Bench({ maxFailures: 500 });
  const outage = new Error('the broker is down');
  const almost = await bench.beginAll(499);
  for (const call of almost) call.failInStep(outage);
  await rest();
  const missing = 'maxFailures 500: 499 calls at once, all fail';
  bench.expectState('closed', 'Each failure counts once: one is missing.', missing);
  await bench.fail(1);
  const counted = 'maxFailures 500: 499 calls at once, all fail, then one more';
  bench.expectState('open', 'Each failure counts once, and none is lost.', counted);

  const storm = new Bench({ maxFailures: 5 });
  const input =
    'maxFailures 5, timeoutMs 60000: 500 calls at once, half of them fail; 10 seconds later the others';
  const calls = await storm.beginAll(500);
  const errors = calls.map((_, index) => new Error(`failure ${index}`));
  const failAll = async (from: number, to: number): Promise<void> => {
    for (let index = from; index < to; index++) calls[index]?.failInStep(errors[index]);
    await rest();
  };
  await failAll(0, 250);
  storm.expectState('open', 'The burst has to open it.', input);
  await storm.clock.advance(10_000);
  await failAll(250, 500);
  for (const [index, call] of calls.entries()) {
    const expected = `execute rejected with Error: failure ${index}, the very same`;
    const message = 'Each caller gets its own error, also when the breaker opens meanwhile.';
    ok(call.result.error === errors[index], { message, input, expected, actual: describeCall(call) });
  }
  await storm.clock.advance(49_000);
  await storm.rejects('A burst opens the breaker once.', `${input}; a call 59000 ms after it opened`);
  await storm.clock.advance(2_000);
  await storm.admits('A burst opens the breaker once.', `${input}; a call 61000 ms after it opened`);
});

it('nested-calls', async () => {
  for (const depth of [5, 150]) await passesDeep(depth);
  await failsFiveDeep();
  for (const slots of [1, 3]) await insideProbes(slots);
  await changesAround();
});

/** A call in a call in a call, so many of them around `fn`. */
function deep<T>({ breaker }: Bench, depth: number, fn: () => Promise<T> | T): Promise<T> {
  return breaker.execute(() => (depth > 1 ? deep({ breaker } as Bench, depth - 1, fn) : fn()));
}

async function passesDeep(depth: number): Promise<void> {
  const bench = new Bench();
  const input = `closed: a call in a call, ${depth} deep; the innermost fn returns a value`;
  const outcome = await bench.run(() => deep(bench, depth - 1, () => 'inner'), input);
  ok(outcome.status === 'returned' && outcome.value === 'inner', {
    message: 'While closed, a call inside a call is let through like any other.',
    input,
    expected: "execute resolved to 'inner'",
    actual: outcome.status === 'returned' ? show(outcome.value) : describeError(outcome.error),
  });
}

async function failsFiveDeep(): Promise<void> {
  for (const maxFailures of [5, 6]) {
    const bench = new Bench({ maxFailures });
    const input = `maxFailures ${maxFailures}: a call in a call, five deep; the innermost fn rejects, and each passes it on`;
    await bench.run(() => deep(bench, 4, () => Promise.reject(new Error('inner'))), input);
    const five = 'These are five calls, and each of them has failed.';
    bench.expectState(maxFailures === 5 ? 'open' : 'closed', five, input);
  }
}

async function insideProbes(slots: number): Promise<void> {
  const bench = new Bench({ halfOpenMaxCalls: slots, successThreshold: 10 });
  await bench.becomeDue();
  let inner: readonly Call[] = [];
  const input = `halfOpenMaxCalls ${slots}: the probe makes 4 calls through the same breaker and waits until they are let through or rejected`;
  await bench.run(async () => {
    inner = [0, 1, 2, 3].map(() => new Call(bench.breaker));
    await rest();
  }, input);
  expectSlots(inner, slots - 1, `${input}; it has one slot itself`);
}

/** The inner calls open the breaker, so the outer one is late. */
async function changesAround(): Promise<void> {
  const bench = new Bench();
  const input =
    'maxFailures 3: fn makes three calls through the same breaker that fail, then succeeds itself';
  await bench.run(async () => {
    for (let i = 0; i < 3; i++)
      await bench.breaker.execute(() => Promise.reject(new Error('inner'))).catch(() => {});
  }, input);
  const late = 'The calls inside count for themselves; the one around them ends too late to count.';
  bench.expectState('open', late, input);
}
