import { equal, type Outcome } from 'codealong/checkkit';
import { Bench, century } from './bench';
import { errors, expectError, expectValue, values } from './endings';

export async function passesResultsThrough(): Promise<void> {
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
}

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

export async function opensAfterConsecutiveFailures(): Promise<void> {
  for (const limit of [1, 2, 3]) await everyOrder(limit);
  for (const limit of [12, 1_000]) {
    const bench = new Bench({ maxFailures: limit });
    await bench.fail(limit - 1);
    expectCounted(bench, limit, limit - 1, `maxFailures ${limit}: ${limit - 1} calls fail`);
    await bench.fail(1);
    expectCounted(bench, limit, limit, `maxFailures ${limit}: ${limit} calls fail`);
  }
  await alternating();
  await farApart();
  await whateverTheError();
  await eachForItself();
}

export function expectCounted(bench: Bench, limit: number, inARow: number, input: string): void {
  if (inARow >= limit)
    bench.expectState('open', 'The maxFailures-th failure in a row has to open it.', input);
  else bench.expectState('closed', `Only ${inARow} in a row have failed: it has to stay closed.`, input);
}

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
      expectCounted(bench, limit, inARow, `maxFailures ${limit}: ${story.join(', ')}`);
    }
  }
}

async function alternating(): Promise<void> {
  const bench = new Bench({ maxFailures: 2 });
  for (let round = 1; round <= 20; round++) {
    await bench.fail(1);
    await bench.succeed();
    const message = 'Every success starts the count again: no two in a row have failed.';
    bench.expectState('closed', message, `maxFailures 2: fail, succeed, ${round} times`);
  }
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
