import { equal } from 'codealong/checkkit';
import { Bench, timeoutMs } from './bench';
import { expectRejected, expectRunning } from './call';

export async function lateSuccessIsIgnored(): Promise<void> {
  const bench = new Bench();
  const [slow, slower, slowest] = await bench.beginAll(3);
  await bench.trip();
  await slow?.succeed('late');
  const input = 'a slow call starts, 3 others fail and open the breaker, the slow one succeeds';
  equal(slow?.result.value, 'late', { message: 'Its caller still gets the result.', input });
  bench.expectState('open', 'A call from before it opened says nothing about the service of now.', input);

  await bench.clock.advance(timeoutMs);
  const probe = await bench.begin();
  await slower?.succeed();
  const halfOpen =
    'a slow call starts, the breaker opens, the timeout passes, a probe runs, the slow call succeeds';
  bench.expectState('half-open', 'Only a probe may close it, not a call from before.', halfOpen);
  const second = await bench.begin();
  expectRejected(second, 'A call from before gave back a slot that it never had.', halfOpen);

  await probe.succeed();
  await bench.fail(2);
  await slowest?.succeed();
  await bench.fail(1);
  const closed =
    'a slow call starts; the breaker opens, closes again; fail, fail, the slow call succeeds, fail';
  bench.expectState('open', 'A success from before must not start the count again.', closed);
}

export async function lateFailureIsIgnored(): Promise<void> {
  const bench = new Bench();
  const late = await bench.beginAll(5);
  await bench.trip();
  await bench.clock.advance(timeoutMs / 2);
  await late[0]?.fail();
  await bench.clock.advance(timeoutMs / 2);
  const probe = await bench.begin();
  const open =
    'a slow call starts, 3 others open the breaker; it fails 30000 ms later; a call 60000 ms after the opening';
  expectRunning(probe, 'A failure from before it opened must not make the open time longer.', open);

  await late[1]?.fail();
  const halfOpen =
    'a slow call starts, the breaker opens, the timeout passes, a probe runs, the slow call fails';
  bench.expectState('half-open', 'Only a probe may open it again, not a call from before.', halfOpen);

  await probe.succeed();
  for (const call of late.slice(2)) await call.fail();
  const closed = '3 slow calls start; the breaker opens and closes again; then the slow calls fail';
  bench.expectState('closed', 'Failures from before it opened must not count after it recovered.', closed);
}

export async function lateProbeIsIgnored(): Promise<void> {
  const bench = new Bench({ halfOpenMaxCalls: 2 });
  await bench.becomeDue();
  const [bad, late] = await bench.beginAll(2);
  await bad?.fail();
  await bench.clock.advance(timeoutMs);
  const [current] = await bench.beginAll(2);
  await late?.succeed();
  const input =
    'halfOpenMaxCalls 2: two probes run, one fails, the timeout passes, two new probes run, the old one succeeds';
  bench.expectState(
    'half-open',
    'A probe of an earlier half-open generation must not close this one.',
    input,
  );
  const third = await bench.begin();
  expectRejected(
    third,
    'A probe of an earlier half-open generation must not free a slot of this one.',
    input,
  );

  await current?.succeed();
  const again = new Bench({ halfOpenMaxCalls: 4 });
  await again.becomeDue();
  const [good, ...failing] = await again.beginAll(4);
  await good?.succeed();
  for (const call of failing) await call.fail();
  const closed =
    'halfOpenMaxCalls 4: four probes run, one succeeds and closes the breaker, then the other three fail';
  again.expectState('closed', 'Probes that end after it closed must not count as failures.', closed);
}
