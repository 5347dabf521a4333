import { fail, show } from 'codealong/checkkit';
import { counted, database, indexesIn, refusal, type Plan, type ServerError } from 'codealong/postgres';
import type { Index } from './catalogue';
import {
  allPlans,
  applied,
  customersPlans,
  days,
  generic,
  mostOfADay,
  queue,
  shopsPlans,
  usedIndexes,
} from './large';
import { complaints, readers, requirePlan, showPlan } from './plans';
import { customers, given, placeOf, prepare, queries, shops, up } from './solution';
import { onThatDay, reportOf, type Late } from './days';

type Read = Awaited<ReturnType<(typeof generic)['day_report']>>;

/** A plan, unless PostgreSQL refused the query with these values. */
function planIn(plan: Plan | ServerError, { statement }: Pick<Read, 'statement'>): Plan {
  if ('node' in plan) return plan;
  throw refusal(queries, statement, { code: plan.code, message: plan.message });
}

it('reports-a-day', async () => {
  const read = await generic.day_report();
  const at = placeOf(read.statement);
  for (const [index, plan] of read.plans.entries()) {
    const asked = { query: `day_report of ${days[index]}`, pages: mostOfADay, sorts: true };
    requirePlan(planIn(plan, read), asked, { input: read.statement.text, at });
  }
  await allPlans();
  const { before } = await applied();
  try {
    const query = await prepare('day_report');
    for (const day of days) {
      const is = reportOf(await query.rows([day]));
      const should = before.reports.get(day) ?? reportOf([]);
      if (is.text === should.text) continue;
      fail({
        message: `day_report of ${day} counts ${counted(is.orders, 'order')}; ${should.orders} were made on that day.`,
        expected: should.text,
        actual: is.text,
        at,
      });
    }
    const late = await onThatDay((day) => query.rows([day]));
    if (late) fail({ message: messageOf(late), expected: `it is in the report of ${late.day} alone`, at });
  } finally {
    await database.renew();
  }
  showPlan(
    'day_report of the day for which most is read',
    read.plans.map((plan) => planIn(plan, read)),
  );
});

function messageOf({ report, day, time }: Late): string {
  return report === day
    ? `day_report of ${day} misses an order of ${time}.`
    : `day_report of ${report} counts an order of ${day} ${time}.`;
}

const mostIndexes = 4;

it('keeps-the-budget', async () => {
  const { added } = await applied();
  const used = await usedIndexes();
  const tooMany = added.length > mostIndexes ? [`Up adds ${added.length} indexes.`] : [];
  const unused = added
    .filter(({ name }) => !used.has(name))
    .map((index) => {
      const longer = added.find((other) => other !== index && isBeginning(index, other));
      const twin = longer ? `; it is the beginning of ${longer.name}` : '';
      return `No query uses the index ${index.name}${twin}.`;
    });
  if (tooMany.length + unused.length === 0) return;
  fail({
    message: [...tooMany, ...unused].join(' '),
    expected: `at most ${mostIndexes} indexes, each in the plan of one of the four queries`,
    actual: added.map(({ name }) => `${name}: ${used.has(name) ? 'used' : 'in no plan'}`).join('\n'),
    at: { file: up.file, line: 1 },
  });
});

/** Whether whatever one index finds the other finds as well. */
function isBeginning(one: Index, other: Index): boolean {
  const sameKind = one.method === other.method && one.predicate === other.predicate;
  return sameKind && one.columns.every((column, at) => column === other.columns[at]);
}

const sets = {
  next_pending: [{ values: ['pending'], text: given.next_pending('pending') }],
  customer_orders: customers.map((customer) => ({
    values: [customer],
    text: given.customer_orders(customer),
  })),
  ready_orders: shops.map((shop) => ({ values: [shop, 'ready'], text: given.ready_orders(shop, 'ready') })),
} as const;

it('plans-hold-for-parameters', async () => {
  const known = {
    next_pending: await queue(),
    customer_orders: await customersPlans(),
    ready_orders: await shopsPlans(),
  };
  for (const name of ['next_pending', 'customer_orders', 'ready_orders'] as const) {
    const read = await generic[name]();
    for (const [index, found] of read.plans.entries()) {
      const plan = planIn(found, read);
      const values = sets[name][index]?.values.join(', ') ?? '';
      const said = complaints(plan, { query: name, pages: 60 });
      if (said.length > 0) {
        database.showPlan(name, plan);
        fail({
          message: `Planned without the values of its parameters: ${said.join(' ')}${beside(known[name][index])}`,
          input: `${read.statement.text}\nwith ${values}`,
          expected: 'through an index, without a Sort, at most 60 pages, also in a plan for all values',
          actual: readers(plan),
          at: placeOf(read.statement),
        });
      }
    }
    await requireSameRows(name, read);
  }
});

/** What the same query did with its values in place. */
function beside(plan: Plan | undefined): string {
  if (!plan) return '';
  const [index] = indexesIn(plan);
  return ` With the values in place it reads ${counted(plan.pages, 'page')}, through ${index ?? 'no index'}.`;
}

async function requireSameRows(name: keyof typeof sets, { statement }: Read): Promise<void> {
  try {
    const query = await prepare(name);
    for (const { values, text } of sets[name]) {
      const rows = (await query.rows(values)).map((row) => show(row));
      const expected = (await database.rows(text)).map((row) => show(row));
      // Without an ORDER BY any order of the rows is right.
      const inOrder = (lines: readonly string[]) =>
        (name === 'ready_orders' ? [...lines].sort() : lines).join('\n');
      if (inOrder(rows) === inOrder(expected)) continue;
      fail({
        message: `${name} does not return the same rows for ${values.join(', ')} as the query of the starter.`,
        input: statement.text,
        expected: `${counted(expected.length, 'row')}: ${expected.slice(0, 3).join('\n')}`,
        actual: `${counted(rows.length, 'row')}: ${rows.slice(0, 3).join('\n')}`,
        at: placeOf(statement),
      });
    }
  } finally {
    await database.renew();
  }
}
