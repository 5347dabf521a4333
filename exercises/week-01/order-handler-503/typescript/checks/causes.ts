import { equal, headerOf, ok } from 'codealong/checkkit';
import { CircuitOpenError, TimeoutError } from '../reference/producer/handler/breaker';
import { describeAnswer, expectNoLeak, expectProblem } from './expect';
import { goodBody } from './orders';
import { Shop } from './shop';

const secret = 'broker-7.internal';

class ShopIsShut extends CircuitOpenError {}
class BrokerIsSlow extends TimeoutError {}

const open = (cause?: unknown): Error => new CircuitOpenError(9000, { cause });
const slow = (cause?: unknown): Error => new TimeoutError(2000, { cause });

/** This error, with so many others around it. */
function wrapped(error: unknown, times: number): unknown {
  let link = error;
  for (let depth = 0; depth < times; depth++) {
    const Kind = depth % 2 === 0 ? Error : RangeError;
    link = new Kind(`${secret} took no order`, { cause: link });
  }
  return link;
}

interface Case {
  readonly what: string;
  readonly error: unknown;
  readonly status: number;
}

const cases: readonly Case[] = [
  { what: 'a CircuitOpenError', error: open(), status: 503 },
  { what: 'an object of a subclass of CircuitOpenError', error: new ShopIsShut(9000), status: 503 },
  { what: 'a TimeoutError', error: slow(), status: 504 },
  { what: 'an object of a subclass of TimeoutError', error: new BrokerIsSlow(2000), status: 504 },
  { what: 'a CircuitOpenError whose cause is a TimeoutError', error: open(slow()), status: 503 },
  { what: 'a TimeoutError whose cause is a CircuitOpenError', error: slow(open()), status: 503 },
  {
    what: 'a CircuitOpenError whose cause is another error',
    error: open(new Error(`${secret} failed`)),
    status: 503,
  },
  {
    what: 'a TimeoutError whose cause is another error',
    error: slow(new Error(`${secret} is slow`)),
    status: 504,
  },
  {
    what: 'a CircuitOpenError of 9 s whose cause is one of 1 s',
    error: open(new CircuitOpenError(1000)),
    status: 503,
  },
  {
    what: 'a CircuitOpenError of 9 s whose cause is one of 60 s',
    error: open(new CircuitOpenError(60_000)),
    status: 503,
  },
  {
    what: 'an error whose cause is a text',
    error: new Error(`${secret} says no`, { cause: 'closed' }),
    status: 502,
  },
  {
    what: 'an error whose cause is null',
    error: new Error(`${secret} says no`, { cause: null }),
    status: 502,
  },
];

export async function findsTheCause(): Promise<void> {
  for (const one of cases) {
    for (const depth of [0, 1, 2, 12, 100]) {
      await expectAnswer(one, depth, 'execute');
      await expectAnswer(one, depth, 'the publication');
    }
  }
}

async function expectAnswer(
  { what, error, status }: Case,
  depth: number,
  who: 'execute' | 'the publication',
): Promise<void> {
  const shop = new Shop();
  const thrown = wrapped(error, depth);
  if (who === 'execute') shop.breaker.refusal = () => thrown;
  else shop.broker = () => Promise.reject(thrown);
  const around =
    depth === 0
      ? ''
      : `, as the cause of ${depth === 1 ? 'another error' : `${depth} others, one around the other`}`;
  const input = `${who} rejects with ${what}${around}`;
  const answer = await shop.send(goodBody, input);
  expectProblem(answer, status, `The answer has to be ${status}, whatever is around the error.`, input);
  expectNoLeak(answer, [secret], input);
  if (who === 'the publication')
    equal(shop.breaker.verdicts.join(), 'failure', {
      message:
        'The publication failed, and the breaker has to see a failure, whatever the type of the error.',
      input,
    });
  if (status !== 503) return;
  ok(headerOf(answer, 'retry-after') === '9', {
    message: 'The time to come back is that of the outermost CircuitOpenError, here 9 s.',
    input,
    expected: 'retry-after: 9',
    actual: describeAnswer(answer),
  });
}
