import { down, Dependency, waiting } from './dependency';
import { allOk, draining, expectAnswer, expectCalls, expectPending } from './expect';
import { Gateway, rest, type Probe } from './gateway';
import { expectAlive } from './live-answers-alone';

const cacheMs = 10_000;

export async function drains(): Promise<void> {
  await onAndOff();
  await beforeTheFirstRun();
  for (const ends of ['resolves', 'rejects', 'times out'] as const) await whileProbesWait(ends);
  await othersGoOn();
}

/** Three rounds: a good result is kept, draining begins, and ends. */
async function onAndOff(): Promise<void> {
  const gateway = new Gateway(cacheMs);
  const pool = gateway.add(new Dependency('pool'));
  for (let round = 1; round <= 3; round++) {
    const rounds = `cacheMs ${cacheMs}, round ${round}`;
    const before = `${rounds}: a probe while the instance does not drain`;
    expectAnswer(await gateway.probe(), allOk(['pool']), 'ready has to report its check again.', before);
    const calls = pool.calls;
    for (const told of ['once', 'twice']) {
      gateway.health.setDraining(true);
      const input = `${rounds}: setDraining(true) is called ${told}, while a good result is kept; then a probe`;
      expectAnswer(
        await gateway.probe(),
        draining,
        'While the instance drains, ready says so at once.',
        input,
      );
      expectCalls(pool, calls, 'A probe called a check while the instance drained.', input);
      await expectAlive(gateway, `${rounds}: live while the instance drains`);
      await gateway.pass(100);
    }
    await gateway.pass(cacheMs);
    const later = `${rounds}: ${cacheMs + 200} ms after draining began, a probe`;
    expectAnswer(await gateway.probe(), draining, 'While the instance drains, ready says so at once.', later);
    expectCalls(pool, calls, 'A probe called a check while the instance drained.', later);
    gateway.health.setDraining(false);
    await gateway.pass(cacheMs + 1);
  }
}

async function beforeTheFirstRun(): Promise<void> {
  const gateway = new Gateway(cacheMs);
  const pool = gateway.add(waiting('pool'));
  gateway.health.setDraining(false);
  gateway.health.setDraining(true);
  const input = 'setDraining(true) before the first probe; the check would hang';
  expectAnswer(await gateway.probe(), draining, 'While the instance drains, ready says so at once.', input);
  expectCalls(pool, 0, 'A probe called a check while the instance drained.', input);
  const empty = new Gateway(cacheMs);
  empty.health.setDraining(true);
  const without = 'setDraining(true) before the first probe; no checks are registered';
  expectAnswer(await empty.probe(), draining, 'While the instance drains, ready says so at once.', without);
}

/** Five probes wait for a run when draining begins, and a sixth one arrives after that. */
async function whileProbesWait(ends: 'resolves' | 'rejects' | 'times out'): Promise<void> {
  for (let round = 1; round <= 2; round++) {
    const gateway = new Gateway(cacheMs);
    const pool = gateway.add(waiting('pool'), 'instance', 1_000);
    if (round === 2) await drainOnce(gateway, pool);
    const probes: Probe[] = [];
    for (let number = 0; number < 5; number++) probes.push(await gateway.probe());
    await gateway.pass(500);
    for (const probe of probes)
      expectPending(
        probe,
        'ready answered before its check had ended.',
        'five probes; the check has not ended',
      );
    await expectAlive(gateway, 'live while five probes wait for a check');
    gateway.health.setDraining(true);
    const input = `five probes wait for a check when setDraining(true) is called${round === 2 ? ', not for the first time' : ''}`;
    const calls = pool.calls;
    const sixth = await gateway.probe();
    const atOnce =
      'A probe that arrives while the instance drains is answered at once, and not when a check ends.';
    expectAnswer(sixth, draining, atOnce, `${input}; a sixth one arrives`);
    expectCalls(
      pool,
      calls,
      'A probe called a check while the instance drained.',
      `${input}; a sixth one arrives`,
    );
    if (ends === 'times out') await gateway.pass(500);
    else for (const call of pool.waiting) ends === 'resolves' ? call.resolve() : call.reject(down);
    await rest();
    for (const probe of probes)
      expectAnswer(
        probe,
        draining,
        'A probe that was waiting when draining began has to hear of it.',
        `${input}; then the check ${ends}`,
      );
  }
}

/** Draining that was called off: it leaves nothing behind. */
async function drainOnce(gateway: Gateway, pool: Dependency): Promise<void> {
  gateway.health.setDraining(true);
  gateway.health.setDraining(false);
  const probe = await gateway.probe();
  for (const call of pool.waiting.splice(0)) call.resolve();
  await rest();
  const input = 'setDraining(true), setDraining(false), then a probe whose check resolves';
  expectAnswer(probe, allOk(['pool']), 'Draining was called off, and ready reports its checks again.', input);
  await gateway.pass(cacheMs + 1);
}

async function othersGoOn(): Promise<void> {
  const [stopping, other] = [new Gateway(), new Gateway()];
  for (const gateway of [stopping, other]) gateway.add(new Dependency('pool'));
  stopping.health.setDraining(true);
  const input = 'two instances; one of them drains; a probe of the other one';
  expectAnswer(await other.probe(), allOk(['pool']), 'An instance drained because of another one.', input);
}
