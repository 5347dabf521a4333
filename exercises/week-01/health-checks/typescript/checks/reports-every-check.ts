import { Dependency, taking } from './dependency';
import { allOk, expectAnswer, expectCalls, expectPending } from './expect';
import { Gateway } from './gateway';
import { ordinal } from './live-answers-alone';

const names = [
  'b+c', ' a', 'a', 'A', '10', '9', '__proto__', 'constructor', 'd%25', 'é', 'pool', 'database', '<&">',
]; // prettier-ignore

export async function reportsEveryCheck(): Promise<void> {
  const gateway = new Gateway();
  const nothing = 'no checks are registered';
  expectAnswer(await gateway.probe(), allOk([]), 'Without checks ready answers 200 and ok at once.', nothing);
  await gateway.pass(1_000);

  const checks = names.map((name, index) => gateway.add(oneOf(gateway, name, index)));
  for (let round = 1; round <= 3; round++) {
    const input = `13 checks that succeed, the first one after 50 ms; the ${ordinal(round)} probe`;
    const probe = await gateway.probe();
    expectPending(probe, 'ready answered before all checks had ended.', `${input}; no time has passed`);
    await gateway.pass(50);
    const message = 'The report does not list every check as it ended, in the order of registration.';
    expectAnswer(probe, allOk(names), message, `${input}; 50 ms have passed`);
    for (const check of checks)
      expectCalls(check, round, 'Each run calls every check once.', `${input}; 50 ms have passed`);
    await gateway.pass(1_000);
  }
  await takesPartLater(gateway);
}

/** The first takes 50 ms. Of the others some resolve to false, and one returns without a promise. */
function oneOf(gateway: Gateway, name: string, index: number): Dependency {
  if (index === 0) return taking(gateway.clock, 50, name);
  if (index === 4) return new Dependency(name, () => undefined);
  if (index === 5) return new Dependency(name, () => false);
  return new Dependency(name, async () => index % 2 === 0 || false);
}

async function takesPartLater(gateway: Gateway): Promise<void> {
  const late = gateway.add(new Dependency('late'));
  const probe = await gateway.probe();
  await gateway.pass(50);
  const input = 'a 14th check is registered after three probes; the fourth probe';
  const message = 'A check that is registered later takes part from the next run on.';
  expectAnswer(probe, allOk([...names, 'late']), message, input);
  expectCalls(late, 1, message, input);
}
