import { fail, show } from 'codealong/checkkit';
import type { CheckOptions } from '../reference/api-gateway/server/health';
import { Dependency } from './dependency';
import { answerOf, expectAnswer, report } from './expect';
import { Gateway } from './gateway';

const url = 'postgres://app:hunter2@db-7.internal:5432/orders';
/** What may not be read anywhere: each piece of the errors below has one of these in it. */
const secrets = ['hunter2', 'db-7.internal', 'Db7Error', 'E_DB7', 'db7-pool.js', 'db7-cause', 'db7-inner'];

class Db7Error extends Error {
  readonly code = 'E_DB7_REFUSED';
  override readonly name = 'Db7Error';
  readonly address = url;
}

const errors: readonly (readonly [string, unknown])[] = [
  ['an Error with the address in its message', new Error(`connect ECONNREFUSED ${url}`)],
  ['an Error with a name and a code of its own', new Db7Error('refused')],
  ['an Error with a cause', new Error('refused', { cause: new Error('db7-cause', { cause: url }) })],
  [
    'an Error with its own stack',
    Object.assign(new Error('refused'), { stack: 'Error: refused\n    at db7-pool.js:7' }),
  ],
  [
    'an aggregate of errors',
    new AggregateError([new Error('db7-inner'), new Error(url)], 'all of db-7.internal failed'),
  ],
  ['a plain text', url],
  ['an object', { message: url, code: 'E_DB7', toJSON: () => url, toString: () => url }],
];

export async function keepsSecrets(): Promise<void> {
  for (const scope of ['instance', 'shared'] as const) {
    for (const [what, error] of errors) {
      await search(scope, 'error', `a check of scope ${scope} rejects with ${what}`, () =>
        Promise.reject(error),
      );
      await search(scope, 'error', `a check of scope ${scope} throws ${what}`, () => {
        throw error;
      });
      await search(
        scope,
        'timeout',
        `a check of scope ${scope} rejects with ${what} on abort`,
        (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(error))),
      );
    }
  }
}

/** Two answers: of the run, and of the probe after it. `live` is searched as well. */
async function search(
  scope: CheckOptions['scope'],
  outcome: 'error' | 'timeout',
  input: string,
  work: (signal: AbortSignal) => unknown,
): Promise<void> {
  const gateway = new Gateway(1_000);
  gateway.add(new Dependency('database', work), scope, 100);
  const first = gateway.start();
  await gateway.pass(100);
  if (outcome === 'error') {
    const expected = report(scope === 'shared' ? 'degraded' : 'unavailable', ['database'], {
      database: outcome,
    });
    expectAnswer(first, expected, 'The report has to name the check that failed.', input);
  }
  const second = await gateway.probe();
  await gateway.pass(100);
  const answers = [first, second].map((probe) => answerOf(probe, 'ready has to answer.', undefined, input));
  for (const { headers, body } of [...answers, gateway.health.live()]) {
    const text = `${JSON.stringify(headers)} ${body}`;
    const found = secrets.find((secret) => text.includes(secret));
    if (found !== undefined)
      fail({
        message: 'The answer contains a part of the error of check "database".',
        input,
        expected: `no ${show(found)} in headers or body`,
        actual: text,
      });
  }
}
