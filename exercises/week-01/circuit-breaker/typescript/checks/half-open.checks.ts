import { equal, ok } from 'codealong/checkkit';
import { Bench, century, timeoutMs } from './bench';
import { describeCall, expectAllRejected, expectRunning, expectSlots, type Call } from './call';

it('probes-alone', async () => {
  const bench = new Bench();
  await bench.becomeDue();
  const crowd =
    'maxFailures 3: 3 failures, the timeout passes, 50 calls in one instant; the first fn still runs';
  const calls = await bench.beginAll(50);
  const [probe] = expectSlots(calls, 1, crowd);
  for (const call of calls) {
    const message = 'execute has to return a promise that rejects, not to throw.';
    ok(!call.threw, { message, input: crowd, actual: describeCall(call) });
  }
  for (const wait of [1, timeoutMs, 10 * timeoutMs, century]) {
    await bench.clock.advance(wait);
    const count = wait === timeoutMs ? 1_500 : 50;
    const input = `half-open: the probe still runs, ${wait} ms pass, ${count} more calls`;
    const message = 'Until the probe ends, every further call is rejected at once.';
    expectAllRejected(await bench.beginAll(count), message, input);
    bench.expectState('half-open', 'Only the end of the probe changes the state.', input);
  }
  await probe?.succeed('espresso');
  expectProbeValue(probe, 'espresso', 'half-open: the probe resolves after all that time');
});

function expectProbeValue(probe: Call | undefined, value: unknown, input: string): void {
  equal(probe?.result.value, value, { message: 'The caller of the probe has to get its result.', input });
}

it('good-probe-closes', async () => {
  const bench = new Bench();
  const hung = await bench.begin();
  for (let outage = 1; outage <= 5; outage++) await recovers(bench, outage);
  const input = 'a call hangs while the breaker opens and closes again';
  expectRunning(hung, 'The breaker never ends a call that hangs.', input);
  await hung.succeed('at last');
  expectProbeValue(hung, 'at last', `${input}, then it succeeds`);
  await besideAnother();
});

/** Two breakers on one clock, half a timeout apart. Each has its own time and its own slot. */
async function besideAnother(): Promise<void> {
  const one = new Bench();
  const other = new Bench({ clock: one.clock });
  await one.trip();
  await one.clock.advance(timeoutMs / 2);
  await other.trip();
  await one.clock.advance(timeoutMs / 2 + 1_000);
  let story = 'two breakers; the second one opens 30000 ms after the first';
  const ownTime = 'Each breaker has its own timeout.';
  const first = await one.admits(ownTime, `${story}; a call through the first after 61000 ms`);
  await other.rejects(ownTime, `${story}; a call through the second after 31000 ms`);
  await one.clock.advance(timeoutMs / 2);
  story += '; both are half-open';
  const ownProbe = 'Each breaker has its own probe.';
  const second = await other.admits(ownProbe, story);
  await one.rejects(ownProbe, `${story}; one more call through the first`);
  await second.succeed();
  story += '; the second probe succeeds';
  other.expectState('closed', 'A probe that succeeds closes its breaker.', story);
  one.expectState('half-open', 'The probe of another breaker closes nothing here.', story);
  await one.rejects('The probe of another breaker gives back no slot here.', story);
  await first.fail();
  story += ', the first one fails';
  one.expectState('open', 'A probe that fails opens its breaker.', story);
  other.expectState('closed', 'The probe of another breaker opens nothing here.', story);
}

/** It has just closed. */
async function countsFromZero(bench: Bench, story: string): Promise<void> {
  bench.expectState('closed', 'A probe that succeeds closes the breaker.', story);
  await bench.fail(2);
  bench.expectState('closed', 'After closing, the count starts at 0.', `${story}, then fail, fail`);
  await bench.fail(1);
  bench.expectState('open', 'After closing it has to count again.', `${story}, then fail, fail, fail`);
}

/** Each time by a probe; the second time by one that runs for ten timeouts. */
async function recovers(bench: Bench, outage: number): Promise<void> {
  const took = outage === 2 ? 10 * timeoutMs : 0;
  const story = `outage ${outage} of the same breaker: it opens, the timeout passes, a probe succeeds after ${took} ms`;
  await bench.trip();
  await bench.clock.advance(timeoutMs - 1_000);
  const again = `outage ${outage} of the same breaker`;
  await bench.rejects('Every outage has the same timeout.', `${again}: a call 59000 ms after it opened`);
  await bench.clock.advance(2_000);
  const [probe] = expectSlots(await bench.beginAll(3), 1, `${again}: 3 calls after 61000 ms`);
  await bench.clock.advance(took);
  await probe?.succeed(outage);
  expectProbeValue(probe, outage, story);
  await countsFromZero(bench, story);

  await bench.passTimeout();
  await bench.succeed();
  const calls = await bench.beginAll(30);
  const message = 'A closed breaker lets every call through.';
  for (const call of calls)
    expectRunning(call, message, 'it opens, the timeout passes, a probe succeeds, 30 calls at once');
  for (const call of calls) await call.succeed();
}

it('failed-probe-reopens', async () => {
  const probes = 40;
  const bench = new Bench();
  await bench.becomeDue();
  for (let round = 1; round <= probes; round++) {
    const took = round === 2 ? 10 * timeoutMs : 5_000;
    const input = `the timeout passes, 5 calls; the one let through runs for ${took} ms and fails, round ${round}`;
    const [probe] = expectSlots(await bench.beginAll(5), 1, input);
    await bench.clock.advance(took);
    const error = new Error(`probe ${round}`);
    await probe?.fail(error);
    ok(probe?.result.error === error, {
      message: 'The caller of the probe has to get its error.',
      input,
      expected: `execute rejected with Error: ${error.message}, the very same`,
      actual: probe && describeCall(probe),
    });
    const atOnce = 'One failed probe opens the breaker: it does not take maxFailures more.';
    bench.expectState('open', atOnce, input);
    await bench.clock.advance(timeoutMs - 1);
    const whole = 'The whole timeout runs again from the moment at which the probe failed.';
    await bench.rejects(whole, `${input}; a call 59999 ms later`);
    await bench.clock.advance(1);
  }
  const due = `${probes} probes failed; a call 60000 ms later`;
  const last = await bench.admits('After the timeout the next probe is let through.', due);
  await last.succeed();
  await countsFromZero(bench, `${probes} probes fail, the next one succeeds`);
});
