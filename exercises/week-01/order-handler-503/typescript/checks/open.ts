import { ok } from 'codealong/checkkit';
import type { Res } from '../../../../kit/typescript/kit';
import { CircuitOpenError } from '../reference/producer/handler/breaker';
import { expectProblem, expectStatus } from './expect';
import { headerOf } from 'codealong/checkkit';
import { bodyOf, customers, goodBody } from './orders';
import { rest } from './crowd';
import { Shop } from './shop';

const times = [0, 1, 999, 1000, 1000.4, 1001, 1999.5, 2000, 10_500, 29_001, 30_000, 3_600_000, 86_400_001];

export async function openIs503(): Promise<void> {
  const shop = new Shop();
  for (const [index, ms] of times.entries()) {
    const input = `a valid order; the breaker refuses with ${inWords(ms)} left`;
    shop.breaker.refusal = () => new CircuitOpenError(ms);
    const answer = await shop.send(goodBody, input);
    const count = index + 1;
    expectRefusal(answer, ms, input);
    ok(shop.breaker.calls === 2 * index + 1 && shop.published.length === index, {
      message: 'The breaker refused an order. It is to be asked once, and nothing is to be published.',
      input: `${input} (refusal ${count}; an order before each of them was let through)`,
      expected: `breaker asked ${2 * index + 1}×, published ${index}×`,
      actual: shop.story,
    });
    shop.breaker.refusal = undefined;
    const closed = 'a valid order; the breaker was open and lets calls through again';
    expectStatus(
      await shop.send(goodBody, closed),
      202,
      'The breaker is closed again, and the order was not accepted.',
      closed,
    );
  }
  await refusesTwelveAtOnce();
}

async function refusesTwelveAtOnce(): Promise<void> {
  const shop = new Shop();
  const refusals: (() => void)[] = [];
  shop.breaker.refusal = () =>
    new Promise((resolve) => {
      const ms = 1000 * (refusals.length + 1);
      refusals.push(() => resolve(new CircuitOpenError(ms)));
    });
  const input =
    'twelve orders at once; the breaker refuses them in reverse order, with 12,000 to 1,000 ms left';
  const answers = customers.map((_, index) => shop.start(bodyOf(index), input));
  await rest();
  for (const refuse of [...refusals].reverse()) {
    refuse();
    await rest();
  }
  for (const { state, error } of answers) if (state === 'rejected') throw error;
  const said = answers.map(({ value }) => value && headerOf(value, 'retry-after')).map(Number);
  const sorted = said.toSorted((a, b) => a - b);
  ok(
    sorted.every((seconds, index) => seconds === index + 1),
    {
      message:
        'Twelve orders were refused at once, each with another time left, and the answers do not say these times.',
      input,
      expected: 'retry-after 1 to 12, each once',
      actual: sorted.join(', '),
    },
  );
}

function expectRefusal(answer: Res, ms: number, input: string): void {
  expectProblem(answer, 503, 'The breaker refused the order, and the answer is not 503.', input);
  const said = headerOf(answer, 'retry-after');
  const seconds = `${Math.max(1, Math.ceil(ms / 1000))}`;
  ok(said === seconds, {
    message: `${inWords(ms)} are left, and retry-after ${said === undefined ? 'is missing' : `says ${said}`}.`,
    input,
    expected: `retry-after: ${seconds}`,
    actual: said === undefined ? 'no retry-after' : `retry-after: ${said}`,
  });
}

export function inWords(ms: number): string {
  // Not `toLocaleString`: loading a locale takes longer than all the answers.
  return `${String(ms).replace(/\B(?=(\d{3})+(?!\d))/g, ',')} ms`;
}
