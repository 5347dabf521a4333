import { Dependency, down, places, taking, thirteen, thirteenWith, waiting } from './dependency';
import { expectAnswer, expectPending, report } from './expect';
import { Gateway } from './gateway';

const month = 2_592_000_000;

export async function timesOut(): Promise<void> {
  for (const place of places) await oneHangs(place);
  for (const timeoutMs of [50, 300, 30_000, month]) await aroundTheLimit(timeoutMs);
  await allHang();
  await eachHasItsOwnReason();
}

async function oneHangs(place: number): Promise<void> {
  const gateway = new Gateway();
  for (const [index, one] of thirteenWith(place, waiting).entries())
    gateway.add(one, 'instance', index === place ? 300 : 5_000);
  const input = `13 checks; number ${place + 1}, with a timeout of 300 ms, hangs; the others succeed at once`;
  const probe = await gateway.probe();
  await gateway.pass(299);
  expectPending(probe, 'ready answered before the timeout had passed.', `${input}; 299 ms have passed`);
  await gateway.pass(1);
  const expected = report('unavailable', thirteen, { [thirteen[place] ?? '']: 'timeout' });
  const message = 'A check hangs, and at its timeout ready has to report it beside the others.';
  expectAnswer(probe, expected, message, `${input}; 300 ms have passed`);
}

/** A check that ends 10 ms before its timeout, well or not, and one that would end 10 ms after it. */
async function aroundTheLimit(timeoutMs: number): Promise<void> {
  for (const error of [undefined, down]) {
    for (const ends of [timeoutMs - 10, timeoutMs + 10]) {
      const gateway = new Gateway();
      gateway.add(taking(gateway.clock, ends, 'pool', error), 'instance', timeoutMs);
      const probe = await gateway.probe();
      const how = error ? 'rejects' : 'resolves';
      const input = `a check that ${how} after ${ends} ms, with a timeout of ${timeoutMs} ms`;
      const over = Math.min(ends, timeoutMs);
      await gateway.pass(over - 1);
      expectPending(probe, 'ready answered too early.', `${input}; ${over - 1} ms have passed`);
      await gateway.pass(1);
      const outcome = ends > timeoutMs ? 'timeout' : error ? 'error' : 'ok';
      const message =
        ends > timeoutMs
          ? 'The check has not ended within its timeout, and has to be reported for that.'
          : 'The check ended within its timeout, and its own result has to be reported.';
      const status = outcome === 'ok' ? 'ok' : 'unavailable';
      expectAnswer(
        probe,
        report(status, ['pool'], { pool: outcome }),
        message,
        `${input}; ${over} ms have passed`,
      );
    }
  }
}

/** Twelve hang, with timeouts of 100, 101, … 111 ms. */
async function allHang(): Promise<void> {
  const gateway = new Gateway();
  const names = thirteen.slice(0, 12);
  for (const [index, name] of names.entries()) gateway.add(waiting(name), 'shared', 100 + ((index * 5) % 12));
  const input = '12 checks of scope shared that hang, with timeouts of 100, 101, … 111 ms';
  const probe = await gateway.probe();
  await gateway.pass(110);
  expectPending(probe, 'ready answered before the last timeout had passed.', `${input}; 110 ms have passed`);
  await gateway.pass(1);
  const expected = report('degraded', names, Object.fromEntries(names.map((name) => [name, 'timeout'])));
  expectAnswer(probe, expected, 'Each of them failed with its timeout.', `${input}; 111 ms have passed`);
}

/** Twelve checks: every third hangs, every third fails before, and every third succeeds after others have timed out. */
async function eachHasItsOwnReason(): Promise<void> {
  const gateway = new Gateway();
  const names = thirteen.slice(0, 12);
  const outcomes = ['timeout', 'error', 'ok'] as const;
  for (const [index, name] of names.entries()) {
    const outcome = outcomes[index % 3];
    const later = taking(
      gateway.clock,
      outcome === 'error' ? 40 : 200,
      name,
      outcome === 'error' ? down : undefined,
    );
    gateway.add(outcome === 'timeout' ? waiting(name) : later, 'shared', outcome === 'timeout' ? 100 : 5_000);
  }
  gateway.add(new Dependency('at once'), 'instance', 1);
  const probe = await gateway.probe();
  await gateway.pass(200);
  const failed = names.map((name, index) => [name, outcomes[index % 3] ?? 'ok'] as const);
  const input =
    '13 checks in turn: one hangs with a timeout of 100 ms, one rejects after 40 ms, one succeeds after 200 ms; the last one succeeds at once; 200 ms have passed';
  const expected = report('degraded', [...names, 'at once'], Object.fromEntries(failed));
  expectAnswer(probe, expected, 'Each check has its own result, whatever becomes of the others.', input);
}
