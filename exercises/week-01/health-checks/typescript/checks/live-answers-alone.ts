import { equal, fail, jsonOf, ok, outcomeOf, show } from 'codealong/checkkit';
import { Dependency, waiting } from './dependency';
import { called, isResponse } from './expect';
import { Gateway } from './gateway';

export async function liveAnswersAlone(): Promise<void> {
  const gateway = new Gateway();
  for (let call = 1; call <= 3; call++) {
    await expectAlive(gateway, `no checks; live is called for the ${ordinal(call)} time`);
    await gateway.pass(1_000);
  }
  const throwing = new Dependency('database', () => {
    throw new Error('connect ECONNREFUSED');
  });
  const checks = [gateway.add(throwing, 'shared'), gateway.add(waiting('pool'))];
  const pending = gateway.clock.pending();
  for (let call = 1; call <= 3; call++) {
    const input = `a check that throws and one that hangs; live is called for the ${ordinal(call)} time after that`;
    await expectAlive(gateway, input);
    await gateway.pass(1_000);
    for (const { name, calls } of checks)
      ok(calls === 0, {
        message: 'live called a check, and a database outage restarts every instance.',
        input,
        expected: `check ${show(name)} not called`,
        actual: called(calls),
      });
    equal(gateway.clock.pending(), pending, { message: 'live left a timer waiting on the clock.', input });
  }
}

/** Fails unless `live` says that this instance is alive. */
export async function expectAlive({ health }: Gateway, input: string): Promise<void> {
  const outcome = await outcomeOf<unknown>(() => health.live());
  if (outcome.status === 'threw') throw outcome.error;
  const answer = outcome.value;
  if (!isResponse(answer))
    fail({ message: 'live has to return a response.', input, expected: 'a Res', actual: show(answer) });
  const body = jsonOf(answer, input) as { status?: unknown } | null;
  ok(answer.status === 200 && body?.status === 'ok', {
    message: 'live has to answer 200 and ok, whatever happens around it.',
    input,
    expected: `200 {"status":"ok"}`,
    actual: `${answer.status} ${answer.body}`,
  });
}

export function ordinal(n: number): string {
  return ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth'][n] ?? `${n}th`;
}
