import { equal } from 'codealong/checkkit';
import * as given from '../reference/producer/handler/breaker';
import { expectProblem } from './expect';
import { goodBody } from './orders';
import { Shop } from './shop';

const { message: openText } = new given.CircuitOpenError(9000);
const { message: slowText } = new given.TimeoutError(2000);

/** Classes of another library that are called the same. */
class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  readonly retryAfterMs = 9000;
}
class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly ms = 2000;
}

const alike: readonly (readonly [what: string, error: unknown])[] = [
  [`an Error that says "${openText}"`, new Error(openText)],
  [`an Error that says "${slowText}"`, new Error(slowText)],
  ['an Error whose name is CircuitOpenError', Object.assign(new Error('no'), { name: 'CircuitOpenError' })],
  ['an Error whose name is TimeoutError', Object.assign(new Error('no'), { name: 'TimeoutError' })],
  ['an Error with a field retryAfterMs', Object.assign(new Error('busy'), { retryAfterMs: 9000 })],
  ['an Error with a field ms', Object.assign(new Error('busy'), { ms: 2000 })],
  [
    'an Error with the code EOPENBREAKER and the status 503',
    Object.assign(new Error('no'), { code: 'EOPENBREAKER', status: 503 }),
  ],
  [
    'an Error with the code ETIMEDOUT and the status 504',
    Object.assign(new Error('no'), { code: 'ETIMEDOUT', status: 504 }),
  ],
  ['a DOMException called TimeoutError', new DOMException('The operation timed out.', 'TimeoutError')],
  ['a CircuitOpenError of another library', new CircuitOpenError(openText)],
  ['a TimeoutError of another library', new TimeoutError(slowText)],
  [
    'an Error whose cause is a CircuitOpenError of another library',
    new Error('no', { cause: new CircuitOpenError(openText) }),
  ],
  [`a text, "${openText}"`, openText],
  [
    'an object with name, message and retryAfterMs, but no Error',
    { name: 'CircuitOpenError', message: openText, retryAfterMs: 9000 },
  ],
];

export async function isNotFooledByText(): Promise<void> {
  for (const [what, error] of alike) {
    const shop = new Shop();
    shop.broker = () => Promise.reject(error);
    const input = `the publication rejects with ${what}`;
    expectProblem(
      await shop.send(goodBody, input),
      502,
      'An error that only looks alike was not answered with 502.',
      input,
    );
    equal(shop.breaker.verdicts.join(), 'failure', {
      message: 'The breaker sees a failure, whatever the error looks like.',
      input,
    });
  }
}
