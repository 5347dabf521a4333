import { ok } from 'codealong/checkkit';
import { CircuitOpenError } from '../reference/producer/handler/breaker';
import { expectProblem } from './expect';
import { badBodies } from './orders';
import { describe, Shop } from './shop';

export async function invalidOrdersAreRefused(): Promise<void> {
  for (const state of ['closed', 'open'] as const) {
    const shop = new Shop();
    if (state === 'open') shop.breaker.refusal = () => new CircuitOpenError(30_000);
    for (let count = 0; count < 100; count++) {
      const body = badBodies[count % badBodies.length];
      const input = `the breaker is ${state}; ${body === undefined ? 'POST /orders without a body' : `${describe(body)}${body === '' ? '(empty body)' : ''}`}`;
      const answer = await shop.send(body, input);
      expectProblem(answer, 400, 'An invalid order was not answered with 400.', input);
    }
    const { breaker, ids, published } = shop;
    ok(breaker.calls === 0 && ids.length === 0 && published.length === 0, {
      message: `100 invalid orders asked the breaker ${breaker.calls} times, took ${ids.length} ids and published ${published.length} orders.`,
      input: `the breaker is ${state}; 100 invalid bodies, such as {} and no body at all`,
      expected: 'breaker asked 0×, published 0×, ids taken 0',
      actual: shop.story,
    });
  }
}
