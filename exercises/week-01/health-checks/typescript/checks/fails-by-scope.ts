import type { CheckOptions } from '../reference/api-gateway/server/health';
import { Dependency, down, failing, places, thirteen, thirteenWith } from './dependency';
import { expectAnswer, report, type Expected } from './expect';
import { Gateway } from './gateway';
import { expectAlive } from './live-answers-alone';

type Scope = CheckOptions['scope'];

const messages: Readonly<Record<Expected['status'], string>> = {
  ok: 'No check failed, and ready has to say 200 and ok.',
  degraded: 'A shared dependency is down, and no other check failed: ready has to say 200 and degraded.',
  unavailable: 'A check of scope instance failed, and ready has to say 503 and unavailable.',
  draining: 'Nobody said draining.',
};

export async function failsByScope(): Promise<void> {
  for (const place of places) {
    for (const scope of ['instance', 'shared'] as const) await oneFails(place, scope);
  }
  for (const order of [
    ['instance', 'shared'],
    ['shared', 'instance'],
    ['shared', 'instance', 'shared'],
  ] as const)
    await bothFail(order);
  for (const scope of ['instance', 'shared'] as const) {
    await allFail(scope, 0);
    await allFail(scope, 1);
  }
  await comesAndGoes();
}

async function oneFails(place: number, scope: Scope): Promise<void> {
  const gateway = new Gateway();
  const other: Scope = scope === 'shared' ? 'instance' : 'shared';
  for (const [index, one] of thirteenWith(place, failing).entries())
    gateway.add(one, index === place ? scope : other);
  const name = thirteen[place] ?? '';
  const expected = report(scope === 'shared' ? 'degraded' : 'unavailable', thirteen, { [name]: 'failed' });
  await expectProbe(gateway, expected, `13 checks; number ${place + 1}, of scope ${scope}, rejects`);
}

/** Of 13 checks some fail: the second, the seventh, and if there are three scopes the twelfth. */
async function bothFail(scopes: readonly Scope[]): Promise<void> {
  const gateway = new Gateway();
  const failed: Record<string, 'failed'> = {};
  for (const [index, name] of thirteen.entries()) {
    const scope = scopes[[1, 6, 11].indexOf(index)];
    gateway.add(scope ? failing(name) : new Dependency(name), scope ?? 'shared');
    if (scope) failed[name] = 'failed';
  }
  const input = `13 checks; ${scopes.length} reject, of the scopes ${scopes.join(', ')} in this order`;
  await expectProbe(gateway, report('unavailable', thirteen, failed), input);
}

/** All twelve checks of one scope fail; there may be one of the other scope that does not. */
async function allFail(scope: Scope, well: number): Promise<void> {
  const gateway = new Gateway();
  const names = thirteen.slice(0, 12 + well);
  for (const [index, name] of names.entries())
    gateway.add(index < 12 ? failing(name) : new Dependency(name), index < 12 ? scope : 'instance');
  const failed = Object.fromEntries(names.slice(0, 12).map((name) => [name, 'failed' as const]));
  const status = scope === 'shared' ? 'degraded' : 'unavailable';
  const input = `12 checks of scope ${scope} reject${well ? ', and one of scope instance succeeds' : ''}`;
  await expectProbe(gateway, report(status, names, failed), input);
}

/** One instance, three rounds: the pool fails, the database fails, all are well. */
async function comesAndGoes(): Promise<void> {
  const gateway = new Gateway();
  const pool = gateway.add(new Dependency('pool'), 'instance');
  const database = gateway.add(new Dependency('database'), 'shared');
  const names = ['pool', 'database'];
  for (let round = 1; round <= 3; round++) {
    const rounds = `two checks, cacheMs 0, round ${round}`;
    pool.work = () => Promise.reject(down);
    await expectProbe(
      gateway,
      report('unavailable', names, { pool: 'failed' }),
      `${rounds}: the pool rejects`,
    );
    pool.work = async () => {};
    database.work = () => Promise.reject(down);
    const degraded = report('degraded', names, { database: 'failed' });
    await expectProbe(gateway, degraded, `${rounds}: the pool succeeds again, the database rejects`);
    database.work = async () => {};
    await expectProbe(gateway, report('ok', names, {}), `${rounds}: both succeed again`);
  }
}

/** Probes, and asks `live` after it: it has its own mind. */
async function expectProbe(gateway: Gateway, expected: Expected, input: string): Promise<void> {
  expectAnswer(await gateway.probe(), expected, messages[expected.status], input);
  await expectAlive(gateway, `${input}; then live is called`);
  await gateway.pass(1_000);
}
