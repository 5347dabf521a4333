import { equal, type Outcome } from 'codealong/checkkit';
import { Bench, century } from './bench';
import { errors, expectError, expectValue, values } from './endings';

it('passes-results-through', async () => {
  for (const [name, value] of values) {
    const direct = await counted(() => value);
    expectValue(direct.outcome, value, `fn returns ${name}, not a promise`, direct.runs);
    const later = await counted(() => Promise.resolve(value));
    expectValue(later.outcome, value, `fn returns a promise of ${name}`, later.runs);
  }
  for (const [name, error] of errors) {
    const { outcome, runs } = await counted(() => Promise.reject(error));
    expectError(outcome, error, `fn rejects with ${name}`, runs);
  }
  await sameFunctionAgain();
});

async function sameFunctionAgain(): Promise<void> {
  const bench = new Bench();
  let runs = 0;
  const fn = (): Promise<number> => Promise.resolve(++runs);
  await Promise.all([bench.run(fn), bench.run(fn)]);
  await bench.run(fn);
  equal(runs, 3, {
    message: 'Each execute has to call fn, also when it has been given the same one before.',
    input: 'one fn is given to execute twice at once, and then once more; number of calls of fn',
  });
}

/** How one call through a new breaker ended, and how often `fn` ran. */
async function counted(fn: () => unknown): Promise<{ outcome: Outcome<unknown>; runs: number }> {
  let runs = 0;
  const outcome = await new Bench().run<unknown>(() => {
    runs++;
    return fn();
  });
  return { outcome, runs };
}

it('opens-after-consecutive-failures', async () => {
  for (const limit of [1, 2, 3]) await everyOrder(limit);
  await oneAfterTheOther();
  for (const limit of [2, 12]) await alternating(limit);
  await veryMany();
  await farApart();
  await whateverTheError();
  await eachForItself();
});

/** Every order of six calls that fail or succeed, until it opens. */
async function everyOrder(limit: number): Promise<void> {
  for (let order = 0; order < 2 ** 6; order++) {
    const bench = new Bench({ maxFailures: limit });
    const story: string[] = [];
    for (let inARow = 0, bit = 0; bit < 6 && inARow < limit; bit++) {
      const fails = (order & (1 << bit)) !== 0;
      await (fails ? bench.fail(1) : bench.succeed());
      inARow = fails ? inARow + 1 : 0;
      story.push(fails ? 'fail' : 'succeed');
      bench.expectCounted(inARow, `maxFailures ${limit}: ${story.join(', ')}`);
    }
  }
}

/** One caller that makes its next call as soon as it knows how the last one ended. */
async function oneAfterTheOther(): Promise<void> {
  for (const limit of [1, 3, 12]) {
    const bench = new Bench({ maxFailures: limit });
    const input = `maxFailures ${limit}: a caller makes ${limit} calls that fail and at once another one, each as soon as it has the result of the one before`;
    let runs = 0;
    const failing = (): Promise<never> => Promise.reject(new Error(`failure ${++runs}`));
    await bench.finish(async () => {
      for (let i = 0; i <= limit; i++) await bench.breaker.execute(failing).catch(() => {});
    }, input);
    equal(runs, limit, {
      message: 'A failure has to be counted before its caller goes on.',
      input: `${input}; number of calls of fn`,
    });
  }
}

/** As many failures as leave it closed, and a success, again and again. Then one failure more. */
async function alternating(limit: number): Promise<void> {
  const bench = new Bench({ maxFailures: limit });
  for (let round = 1; round <= 12; round++) {
    await bench.fail(limit - 1);
    const input = `maxFailures ${limit}: ${limit - 1} fail, one succeeds, ${round} times`;
    bench.expectCounted(limit - 1, input);
    await bench.succeed();
  }
  await bench.fail(limit);
  bench.expectCounted(limit, `maxFailures ${limit}: one succeeds, ${limit} fail`);
}

async function veryMany(): Promise<void> {
  const limit = 70_000;
  const bench = new Bench({ maxFailures: limit });
  const outage = new Error('the broker is down');
  const failing = (): Promise<never> => Promise.reject(outage);
  const input = `maxFailures ${limit}: calls fail, 250 at a time`;
  const fail = (count: number) => {
    const calls = () => Array.from({ length: count }, () => bench.breaker.execute(failing));
    return bench.finish(() => Promise.allSettled(calls()), input);
  };
  for (let failed = 250; failed < limit; failed += 250) await fail(250);
  await fail(249);
  bench.expectCounted(limit - 1, `${input}, ${limit - 1} in all`);
  await fail(1);
  bench.expectCounted(limit, `${input}, ${limit} in all`);
}

async function farApart(): Promise<void> {
  const bench = new Bench();
  for (let count = 1; count <= 2; count++) {
    await bench.fail(1);
    await bench.clock.advance(century);
  }
  await bench.fail(1);
  const input = 'maxFailures 3: three failures, a hundred years apart';
  bench.expectState('open', 'Failures never expire: no success came in between.', input);
}

async function whateverTheError(): Promise<void> {
  for (const [name, error] of errors) {
    const bench = new Bench({ maxFailures: 2 });
    for (let i = 0; i < 2; i++) await bench.run(() => Promise.reject(error));
    const input = `maxFailures 2: fn rejects with ${name}, twice`;
    bench.expectState('open', 'Whatever fn rejects with, it is a failure.', input);
  }
  for (const [name, value] of values) {
    const bench = new Bench({ maxFailures: 2 });
    await bench.fail(1);
    await bench.run(() => Promise.resolve(value));
    await bench.fail(1);
    const input = `maxFailures 2: fail, fn resolves to ${name}, fail`;
    bench.expectState('closed', 'Whatever fn resolves to, it is a success.', input);
  }
}

async function eachForItself(): Promise<void> {
  const [one, other] = [new Bench({ maxFailures: 2 }), new Bench({ maxFailures: 2 })];
  await one.fail(1);
  await other.fail(1);
  const input = 'maxFailures 2: two breakers, one failure in each';
  for (const bench of [one, other]) bench.expectState('closed', 'Each breaker counts for itself.', input);
  await one.fail(1);
  other.expectState('closed', 'Each breaker has a state of its own.', `${input}, one more in the first`);
}
