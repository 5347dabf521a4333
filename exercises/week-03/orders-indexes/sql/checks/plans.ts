import { fail } from 'codealong/checkkit';
import { counted, database, nodesOf, type Plan } from 'codealong/postgres';

export interface Asked {
  /** What it is called, such as `customer_orders of customer 1234`. */
  readonly query: string;
  readonly pages: number;
  /** Whether it may sort. */
  readonly sorts?: boolean;
}

/** What a plan does that the rules do not allow, a sentence for each; nothing when it is fine. */
export function complaints(plan: Plan, { query, pages, sorts = false }: Asked): readonly string[] {
  const nodes = nodesOf(plan);
  const found: string[] = [];
  if (nodes.some(({ node, table }) => node === 'Seq Scan' && table === 'orders'))
    found.push(
      `${query} reads the whole table: ${counted(plan.pages, 'page')} for ${counted(plan.rows, 'row')}.`,
    );
  else if (plan.pages > pages)
    found.push(`${query} reads ${counted(plan.pages, 'page')} for ${counted(plan.rows, 'row')}.`);
  const sort = nodes.find(({ node }) => node === 'Sort' || node === 'Incremental Sort');
  if (sort && !sorts) {
    const [input = sort] = sort.below;
    found.push(`The plan of ${query} sorts ${counted(input.rows, 'row')} before it returns ${plan.rows}.`);
  }
  return found;
}

/** Fails with the plan when it does what the rules do not allow. */
export function requirePlan(plan: Plan, asked: Asked, more: object = {}): void {
  const found = complaints(plan, asked);
  if (found.length === 0) return;
  database.showPlan(asked.query, plan);
  const without = asked.sorts === true ? '' : ', without a Sort';
  fail({
    message: found.join(' '),
    expected: `through an index${without}, at most ${counted(asked.pages, 'page')}`,
    actual: readers(plan),
    ...more,
  });
}

/** What a plan reads through, in short. */
export function readers(plan: Plan): string {
  const nodes = nodesOf(plan).filter(({ below }) => below.length === 0);
  const names = nodes.map(({ node, index, table }) => `${node} of ${index ?? table ?? 'nothing'}`);
  return `${names.join(', ')}: ${counted(plan.pages, 'page')}`;
}

/** Shows the plan that reads most, for the learner to look at. */
export function showPlan(title: string, plans: readonly Plan[]): void {
  const [most] = [...plans].sort((one, other) => other.pages - one.pages);
  if (most) database.showPlan(title, most);
}
