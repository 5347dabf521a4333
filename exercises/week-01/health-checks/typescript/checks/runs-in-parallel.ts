import { ok } from 'codealong/checkkit';
import { taking, thirteen } from './dependency';
import { allOk, expectAnswer, expectPending } from './expect';
import { Gateway } from './gateway';

export async function runsInParallel(): Promise<void> {
  for (const slowest of [0, 6, 12]) await thirteenAtOnce(slowest);
}

/** Thirteen checks of 100, 110, … 220 ms; the slowest one is registered at this place. */
async function thirteenAtOnce(slowest: number): Promise<void> {
  const gateway = new Gateway();
  const checks = thirteen.map((name, index) =>
    gateway.add(taking(gateway.clock, 100 + 10 * ((index + 12 - slowest) % 13), name)),
  );
  const input = `13 checks that take 100, 110, … 220 ms, the slowest one registered as number ${slowest + 1}`;
  const probe = await gateway.probe();
  const begun = checks.filter(({ calls }) => calls > 0).length;
  ok(begun === 13, {
    message: `Only ${begun} of 13 checks were called before the first one ended.`,
    input: `${input}; no time has passed`,
    expected: '13 checks called',
    actual: `${begun} called`,
  });
  await gateway.pass(219);
  expectPending(probe, 'ready answered before the slowest check had ended.', `${input}; 219 ms have passed`);
  await gateway.pass(1);
  const message = 'The slowest check has ended, and ready has to answer.';
  expectAnswer(probe, allOk(thirteen), message, `${input}; 220 ms have passed`);
}
