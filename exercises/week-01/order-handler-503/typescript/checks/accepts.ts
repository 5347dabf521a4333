import { equal, ok } from 'codealong/checkkit';
import { expectAccepted } from './expect';
import { bodyOf, customers, drinkOf } from './orders';
import { describe, Shop } from './shop';

export async function acceptsOrders(): Promise<void> {
  const shop = new Shop();
  for (const [index, customerName] of customers.entries()) {
    const input = describe(bodyOf(index));
    const answer = await shop.send(bodyOf(index));
    const count = index + 1;
    ok(shop.breaker.calls === count && shop.published.length === count && shop.ids.length === count, {
      message: 'A valid order asks the breaker once, takes one id and is published once.',
      input: `order ${count} of twelve, one after another: ${input}`,
      expected: `breaker asked ${count}×, published ${count}×, ids taken ${count}`,
      actual: shop.story,
    });
    const order = shop.published[index]!;
    const expected = { id: shop.ids[index], customerName, coffeeType: drinkOf(index) };
    equal(order, expected, {
      message: 'The order that was published is not the one that came in, with an id from newId.',
      input,
    });
    equal(shop.breaker.verdicts[index], 'success', { message: 'The breaker did not see a success.', input });
    expectAccepted(answer, order, input);
  }
}
