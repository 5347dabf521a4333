import { database, indexesIn, type Plan, type ServerError } from 'codealong/postgres';
import { catalogue, indexes, rowsOfTheSeed } from './catalogue';
import { reportsBefore } from './days';
import { once } from './once';
import { customers, given, prepare, shops, up } from './solution';

/** The database before and after up, on all rows. Rejects at the statement of up that fails. */
export const applied = once(async () => {
  const before = {
    catalogue: await catalogue(),
    rows: await rowsOfTheSeed(),
    indexes: await indexes(),
    reports: await reportsBefore(),
  };
  await database.runScript(up);
  await database.rows('VACUUM orders');
  const after = await indexes();
  // Only an expression has statistics that the seed could not make.
  if ([...after.values()].some(({ hasExpressions }) => hasExpressions)) await database.rows('ANALYZE orders');
  return { before, added: [...after.values()].filter(({ name }) => !before.indexes.has(name)) };
});

const plansOf = (texts: readonly string[]) =>
  once(async () => {
    await applied();
    const plans: Plan[] = [];
    for (const text of texts) plans.push(await database.plan(text));
    return plans;
  });

/** Plans of the given queries, with values in place. */
export const queue = plansOf([given.next_pending('pending')]);
export const customersPlans = plansOf(customers.map(given.customer_orders));
export const shopsPlans = plansOf(shops.map((shop) => given.ready_orders(shop, 'ready')));

export const days = Array.from({ length: 33 }, (_, index) =>
  new Date(Date.UTC(2026, 1, 27 + index)).toISOString().slice(0, 10),
);

/** Generic plans of a query of the learner's for sets of values, until one is not as `fine` wants it. */
const genericPlans = (
  name: string,
  sets: readonly (readonly (string | number)[])[],
  fine: (plan: Plan) => boolean = () => true,
) =>
  once(async () => {
    await applied();
    try {
      const query = await prepare(name);
      const plans: (Plan | ServerError)[] = [];
      for (const values of sets) {
        const plan = await query.plan(values);
        plans.push(plan);
        if (!('node' in plan) || !fine(plan)) break;
      }
      return { statement: query.statement, plans };
    } finally {
      await database.renew();
    }
  });

export const mostOfADay = 300;

export const generic = {
  next_pending: genericPlans('next_pending', [['pending']]),
  customer_orders: genericPlans(
    'customer_orders',
    customers.map((customer) => [customer]),
  ),
  ready_orders: genericPlans(
    'ready_orders',
    shops.map((shop) => [shop, 'ready']),
  ),
  day_report: genericPlans(
    'day_report',
    days.map((day) => [day]),
    ({ pages }) => pages <= mostOfADay,
  ),
};

/**
 * Reads every plan, before anything is inserted: also an order that is rolled back widens what a BRIN index has to read. What a
 * query of the learner's lacks is for the checks that judge it.
 */
export const allPlans = once(async (): Promise<readonly Plan[]> => {
  const known = [...(await queue()), ...(await customersPlans()), ...(await shopsPlans())];
  for (const read of Object.values(generic)) {
    const found = await read().catch(() => undefined);
    known.push(...(found?.plans ?? []).filter((plan) => 'node' in plan));
  }
  return known;
});

/** Names of all indexes that any of these plans reads. */
export const usedIndexes = async (): Promise<ReadonlySet<string>> =>
  new Set((await allPlans()).flatMap(indexesIn));
