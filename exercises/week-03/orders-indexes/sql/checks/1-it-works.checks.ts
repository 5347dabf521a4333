import { fail, ok } from 'codealong/checkkit';
import { counted, database, indexesIn } from 'codealong/postgres';
import { catalogue, difference, rowsDiffer } from './catalogue';
import { allPlans, applied, customersPlans, queue, shopsPlans } from './large';
import { requirePlan, showPlan } from './plans';
import { customers, given, shops } from './solution';

const pages = 60;

it('serves-the-queue', async () => {
  const [plan] = await queue();
  ok(plan, { message: 'next_pending has no plan.' });
  requirePlan(plan, { query: 'next_pending', pages }, { input: given.next_pending('pending') });
  showPlan('next_pending', [plan]);
});

it('small-queue-index', async () => {
  const [plan] = await queue();
  const { added } = await applied();
  const [{ pending } = {}] = await database.rows(
    "SELECT count(*) AS pending FROM orders WHERE status = 'pending'",
  );
  for (const { name, predicate, definition } of added.filter(
    (one) => plan && indexesIn(plan).includes(one.name),
  )) {
    const [{ entries } = {}] = await database.rows(
      `SELECT count(*) AS entries FROM orders WHERE ${predicate ?? 'true'}`,
    );
    if (Number(entries) <= Number(pending)) continue;
    if (plan) database.showPlan('next_pending', plan);
    fail({
      message: `The index ${name} holds ${counted(Number(entries), 'order')}; only ${counted(Number(pending), 'order')} are pending.`,
      input: definition,
      expected: `no more entries than there are pending orders`,
    });
  }
});

it('serves-customers', async () => {
  const plans = await customersPlans();
  for (const [at, plan] of plans.entries()) {
    const customer = customers[at] ?? 0;
    const input = given.customer_orders(customer);
    requirePlan(plan, { query: `customer_orders of customer ${customer}`, pages }, { input });
  }
  showPlan('customer_orders of the customer for whom most is read', plans);
});

it('serves-shops', async () => {
  const plans = await shopsPlans();
  for (const [at, plan] of plans.entries()) {
    const shop = shops[at] ?? 0;
    const input = given.ready_orders(shop, 'ready');
    requirePlan(plan, { query: `ready_orders of shop ${shop}`, pages }, { input });
  }
  showPlan('ready_orders of the shop for which most is read', plans);
});

/** Orders that somebody may well make again: the first, one of the middle, one that is pending now. */
const repeated = [1, 50_000, 99_997];

it('changes-nothing-else', async () => {
  const { before } = await applied();
  const rows = await rowsDiffer(before.rows);
  if (rows !== undefined) fail({ message: `Up ${rows}.`, expected: 'the rows that were there before' });
  const changed = difference(before.catalogue, await catalogue());
  if (changed !== undefined) fail({ message: `Up ${changed}.`, expected: 'up changes nothing but indexes' });
  await allPlans();
  await database.rows('BEGIN');
  try {
    for (const id of repeated) {
      const answer = await database.attempt(`
        INSERT INTO orders (customer_id, shop_id, status, total_cents, created_at)
        SELECT customer_id, shop_id, 'pending', total_cents, created_at FROM orders WHERE id = ${id}`);
      if ('rows' in answer) continue;
      fail({
        message: 'An order with the same customer, shop and time as another is refused.',
        expected: 'every order that was accepted before is accepted',
        actual: `${answer.refused.message} (${answer.refused.code})`,
      });
    }
  } finally {
    await database.rows('ROLLBACK');
  }
});
