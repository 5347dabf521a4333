import { equal, headerOf, ok } from 'codealong/checkkit';
import { Crowd, rest } from './crowd';
import { expectAccepted } from './expect';
import { customers, goodBody } from './orders';
import { Shop } from './shop';

export async function waitsForTheBroker(): Promise<void> {
  const shop = new Shop();
  const input = 'twelve orders at once; the broker has confirmed none of them';
  const crowd = new Crowd(shop, input);
  await rest();
  for (const index of customers.keys()) expectUnanswered(crowd, index, input);
  const { length: published } = shop.published;
  ok(published === 12, {
    message: 'Twelve orders came at once, and not each was published: an order waits for another one.',
    input,
    expected: '12 published',
    actual: `${published} published`,
  });
  expectVerdicts(shop, 0, input);
  for (let index = 11; index >= 0; index--) {
    const now = `twelve orders at once; the broker confirms them in reverse order, now that of ${JSON.stringify(customers[index])}`;
    await crowd.confirm(index);
    const answer = crowd.answerTo(index);
    ok(answer, {
      message: 'The broker has confirmed the order, and there is no answer.',
      input: now,
      expected: 'an answer',
      actual: 'none',
    });
    const order = shop.published.find(({ customerName }) => customerName === customers[index]);
    ok(order, {
      message: 'The order of a customer was not published.',
      input: now,
      expected: 'one with this name',
      actual: 'none',
    });
    expectAccepted(answer, order, now);
    for (let other = 0; other < index; other++) expectUnanswered(crowd, other, now);
    expectVerdicts(shop, 12 - index, now);
  }
  for (const { id, ...order } of shop.published) {
    const answer = crowd.answerTo(customers.indexOf(order.customerName));
    if (answer)
      expectAccepted(answer, { id, ...order }, 'twelve orders at once; the broker has confirmed all of them');
  }
  await twoAreAlike();
}

/** Two customers of one name who want the same: two orders, not one that was sent twice. */
async function twoAreAlike(): Promise<void> {
  const shop = new Shop();
  const input = 'two orders at once with the same body; the broker has confirmed neither';
  const confirm: (() => void)[] = [];
  shop.broker = () => new Promise((resolve) => confirm.push(resolve));
  const answers = [shop.start(goodBody, input), shop.start(goodBody, input)];
  await rest();
  equal(shop.published.length, 2, {
    message:
      'Two orders with the same body came at once, and they are two orders: each is published, at once.',
    input,
  });
  for (const one of confirm) one();
  await rest();
  for (const { state, error } of answers) if (state === 'rejected') throw error;
  const locations = answers.map(({ value }) => (value ? headerOf(value, 'location') : 'no answer'));
  equal(
    locations.toSorted().join(),
    shop.published
      .map(({ id }) => `/orders/${id}`)
      .toSorted()
      .join(),
    {
      message: 'Two orders with the same body were published, and the answers do not name one each.',
      input: 'two orders at once with the same body; the broker has confirmed both',
    },
  );
}

function expectUnanswered(crowd: Crowd, index: number, input: string): void {
  const answer = crowd.answerTo(index);
  ok(!answer, {
    message: 'An order was answered before the broker had confirmed it.',
    input: `${input}; the order of ${JSON.stringify(customers[index])}`,
    expected: 'no answer yet',
    actual: `status ${answer?.status}`,
  });
}

function expectVerdicts({ breaker }: Shop, count: number, input: string): void {
  ok(breaker.count('success') === count && breaker.verdicts.length === count, {
    message: 'The breaker has to see a success when the broker has confirmed an order, and not before.',
    input,
    expected: `${count} successes`,
    actual: `${breaker.count('success')} successes, ${breaker.count('failure')} failures`,
  });
}
