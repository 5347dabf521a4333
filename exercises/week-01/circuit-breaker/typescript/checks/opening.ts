import { equal } from 'codealong/checkkit';
import { Bench, century } from './bench';
import { errors, expectError, expectValue, values } from './endings';

export async function passesResultsThrough(): Promise<void> {
  let runs = 0;
  const counted = <T>(fn: () => T) => {
    return () => {
      runs++;
      return fn();
    };
  };
  const expectOneRun = (input: string): void => {
    equal(runs, 1, {
      message: 'execute has to call fn exactly once.',
      input: `${input}; number of calls of fn`,
    });
    runs = 0;
  };
  for (const [name, value] of values) {
    const plain = `fn returns ${name}, not a promise`;
    expectValue(await new Bench().run(counted(() => value)), value, plain);
    expectOneRun(plain);
    const later = `fn returns a promise of ${name}`;
    expectValue(await new Bench().run(counted(() => Promise.resolve(value))), value, later);
    expectOneRun(later);
  }
  for (const [name, error] of errors) {
    const input = `fn rejects with ${name}`;
    expectError(await new Bench().run(counted(() => Promise.reject(error))), error, input);
    expectOneRun(input);
  }
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
