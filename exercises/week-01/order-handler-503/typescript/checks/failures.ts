import { equal, ok } from 'codealong/checkkit';
import type { Res } from '../../../../kit/typescript/kit';
import { CircuitOpenError, TimeoutError } from '../reference/producer/handler/breaker';
import { InvalidOrderError } from '../reference/producer/handler/order';
import { Crowd, rest } from './crowd';
import { expectNoLeak, expectProblem, expectStatus } from './expect';
import { goodBody } from './orders';
import { Shop } from './shop';

const secret = 'connect ECONNREFUSED broker-7.internal:9092';
const secrets = ['broker-7.internal', 'topic-orders-internal'];
const cause = (): Error => new Error('topic-orders-internal has no leader');

interface Failure {
  readonly what: string;
  readonly make: () => unknown;
  readonly status: number;
}

const failures: readonly Failure[] = [
  { what: 'an Error', make: () => new Error(secret, { cause: cause() }), status: 502 },
  { what: 'a TypeError', make: () => new TypeError(secret), status: 502 },
  { what: 'a TimeoutError', make: () => new TimeoutError(2000, { cause: cause() }), status: 504 },
  { what: 'an InvalidOrderError', make: () => new InvalidOrderError([secret]), status: 502 },
  { what: 'a text', make: () => secret, status: 502 },
  { what: 'an object that is not an Error', make: () => ({ message: secret, status: 404 }), status: 502 },
  { what: 'null', make: () => null, status: 502 },
  { what: 'undefined', make: () => undefined, status: 502 },
];

export async function failuresAre502Or504(): Promise<void> {
  await twelveAtOnce();
  await staysSilentAboutARefusal();
  for (const failure of failures) {
    await brokerFails(failure, 'rejects with');
    await brokerFails(failure, 'throws');
    await breakerFails(failure);
  }
}

async function brokerFails({ what, make, status }: Failure, how: 'rejects with' | 'throws'): Promise<void> {
  const shop = new Shop();
  const input = `a valid order; the publication ${how} ${what}`;
  for (let round = 1; round <= 3; round++) {
    const error = make();
    shop.broker = (): Promise<void> => {
      if (how === 'throws') throw error;
      return Promise.reject(error);
    };
    const answer = await shop.send(goodBody, input);
    expectFailure(answer, error, status, input);
    ok(shop.published.length === round && shop.breaker.calls === round, {
      message: 'An order whose publication fails is published once, in one call of the breaker.',
      input: `${input} (order ${round} of this kind)`,
      expected: `breaker asked ${round}×, published ${round}×`,
      actual: shop.story,
    });
    equal(shop.breaker.verdicts[round - 1], 'failure', {
      message: 'The publication failed, and the breaker did not see a failure.',
      input,
    });
  }
  shop.broker = () => Promise.resolve();
  const after = `${input}; the next one succeeds`;
  expectStatus(
    await shop.send(goodBody, after),
    202,
    'The broker works again, and the order was not accepted.',
    after,
  );
}

/** An error that `fn` never threw. */
async function breakerFails({ what, make, status }: Failure): Promise<void> {
  const shop = new Shop();
  const input = `a valid order; execute itself rejects with ${what}, without calling fn`;
  const error = make();
  shop.breaker.refusal = () => error;
  expectFailure(await shop.send(goodBody, input), error, status, input);
  ok(shop.published.length === 0 && shop.breaker.calls === 1, {
    message: 'The breaker let nothing through. It is to be asked once, and nothing is to be published.',
    input,
    expected: 'breaker asked 1×, published 0×',
    actual: shop.story,
  });
}

async function twelveAtOnce(): Promise<void> {
  const shop = new Shop();
  const input = 'twelve orders at once; the publications of four of them fail, all end in reverse order';
  const crowd = new Crowd(shop, input);
  await rest();
  for (let index = 11; index >= 0; index--) {
    if (index % 3 !== 1) await crowd.confirm(index);
    else await crowd.refuse(index, index === 4 ? new TimeoutError(2000) : new Error(secret));
  }
  const statuses = crowd.answers.map((_, index) => crowd.answerTo(index)?.status ?? 'none');
  const expected = crowd.answers.map((_, index) => (index % 3 !== 1 ? 202 : index === 4 ? 504 : 502));
  equal(statuses.join(' '), expected.join(' '), {
    message: 'Each order has its own answer: only those that failed are 502 or 504.',
    input,
  });
  const { breaker } = shop;
  ok(breaker.count('failure') === 4 && breaker.count('success') === 8, {
    message: 'The breaker sees as a failure what failed, and nothing else.',
    input,
    expected: '8 successes, 4 failures',
    actual: `${breaker.count('success')} successes, ${breaker.count('failure')} failures`,
  });
}

async function staysSilentAboutARefusal(): Promise<void> {
  const shop = new Shop();
  const input = 'a valid order; the breaker refuses with a CircuitOpenError that has a cause';
  const error = new CircuitOpenError(2000, { cause: new Error(secret) });
  shop.breaker.refusal = () => error;
  expectNoLeak(await shop.send(goodBody, input), [...secrets, ...stackOf(error)], input);
}

function expectFailure(answer: Res, error: unknown, status: number, input: string): void {
  expectProblem(answer, status, `A failure of the broker was not answered with ${status}.`, input);
  expectNoLeak(answer, [...secrets, ...stackOf(error)], input);
}

function stackOf(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}
