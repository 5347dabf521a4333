import { Bench } from './bench';
import { expectAllRejected, expectSlots, type Call } from './call';

const ignored = new Error('the customer closed the app');
const isFailure = (error: unknown): boolean => error !== ignored;

it('limits-overlapping-probes', async () => {
  for (const slots of [2, 3, 12, 150]) {
    const bench = new Bench({ halfOpenMaxCalls: slots, isFailure });
    await bench.becomeDue();
    const options = `halfOpenMaxCalls ${slots}`;
    const crowd = `${options}: ${slots + 18} calls at once`;
    let running = [...expectSlots(await bench.beginAll(slots + 18), slots, crowd)];
    for (let round = 1; round <= Math.min(2 * slots + 2, 26); round++) {
      const [ending] = running.splice(round % running.length, 1);
      await ending?.fail(ignored);
      const input = `${options}: all slots taken, one call ends with an ignored error, 3 more calls, round ${round}`;
      running.push(...expectSlots(await bench.beginAll(3), 1, input));
    }
    for (const call of running) await call.fail(ignored);
    const again = `${options}: all calls have ended with ignored errors, ${slots + 18} calls at once`;
    running = [...expectSlots(await bench.beginAll(slots + 18), slots, again)];
    await running[0]?.succeed();
    const first = 'With successThreshold 1 the first success closes it.';
    bench.expectState('closed', first, `${options}: one of the probes succeeds`);
  }
});

it('needs-every-success', async () => {
  for (const threshold of [2, 3, 12, 150]) await oneByOne(threshold);
  await sideBySide({ slots: 3, threshold: 4 });
  await sideBySide({ slots: 3, threshold: 1 });
  await sideBySide({ slots: 5, threshold: 12 });
  await sideBySide({ slots: 12, threshold: 5 });
});

/** Three half-open generations of one breaker: the first two end with a failure after all successes but one. */
async function oneByOne(threshold: number): Promise<void> {
  const bench = new Bench({ successThreshold: threshold, isFailure });
  for (let i = 0; i < 5; i++) await bench.succeed();
  await bench.becomeDue();
  for (let generation = 1; generation <= 3; generation++) {
    const story = `successThreshold ${threshold}, half-open generation ${generation}`;
    for (let count = 1; count < threshold; count++) {
      await bench.succeed();
      const input = `${story}: ${count} succeed`;
      bench.expectState('half-open', `${threshold} successes of this generation are needed.`, input);
      await bench.fail(1, ignored);
      const nothing = 'An ignored error changes nothing.';
      bench.expectState('half-open', nothing, `${input}, one ends with an ignored error`);
    }
    if (generation === 3) break;
    await bench.fail(1);
    const input = `${story}: ${threshold - 1} succeed, one fails`;
    bench.expectState('open', 'One failure opens it at once, whatever succeeded before.', input);
    await bench.passTimeout();
  }
  const probe = await bench.begin();
  const input = `successThreshold ${threshold}: ${threshold - 1} succeed, 5 calls are rejected, one more succeeds`;
  expectAllRejected(await bench.beginAll(5), 'The only slot is taken.', input);
  await probe.succeed();
  bench.expectState('closed', `Success number ${threshold} of this generation has to close it.`, input);
  await bench.becomeDue();
  await bench.fail(1);
  const earlier = 'Successes of an earlier generation do not count.';
  bench.expectState('open', earlier, `${input}; it opens again, one probe fails`);
}

/** Probes run side by side, as many as there are slots. Each that succeeds makes room for one more. */
async function sideBySide({ slots, threshold }: { slots: number; threshold: number }): Promise<void> {
  const bench = new Bench({ halfOpenMaxCalls: slots, successThreshold: threshold });
  const options = `halfOpenMaxCalls ${slots}, successThreshold ${threshold}`;
  await bench.becomeDue();
  const crowd = `${options}: ${slots + 3} calls at once`;
  let running = [...expectSlots(await bench.beginAll(slots + 3), slots, crowd)];
  for (let count = 1; count < threshold; count++) {
    await running.shift()?.succeed();
    const input = `${options}: ${count} have succeeded`;
    bench.expectState('half-open', `${threshold} successes are needed.`, input);
    const room = `${input}, each made room for one call; 2 more calls`;
    running = [...running, ...expectSlots(await bench.beginAll(2), 1, room)];
  }
  await opensOrCloses(bench, running, `${options}: ${threshold - 1} have succeeded, ${slots} calls run`);
}

/** The last success needed closes it while others run. In the next generation one failure opens it while others run. */
async function opensOrCloses(bench: Bench, running: readonly Call[], story: string): Promise<void> {
  await running[0]?.succeed();
  const last = 'The last success that is needed has to close it.';
  bench.expectState('closed', last, `${story}, one of them succeeds`);
  await bench.becomeDue();
  const again = await bench.beginAll(2);
  await again[0]?.fail();
  const atOnce = 'One failure opens it at once, while other probes run.';
  bench.expectState('open', atOnce, '2 probes run, one fails');
}
