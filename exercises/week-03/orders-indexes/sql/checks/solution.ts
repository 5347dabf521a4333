import { fail } from 'codealong/checkkit';
import {
  database,
  namedStatements,
  placeIn,
  refusal,
  type Plan,
  type Row,
  type ServerError,
  type Statement,
} from 'codealong/postgres';

const migrations = 'crypto-wallet/db/migrations/0002_orders_indexes';

/** The learner's files. */
export const up = database.script(`${migrations}.up.sql`, 'up');
export const down = database.script(`${migrations}.down.sql`, 'down');
export const queries = database.script('crypto-wallet/db/queries/orders.sql', 'orders.sql');

/** The queries of the starter, with values in place. */
export const given = {
  next_pending: (status: string) =>
    `SELECT id, customer_id, shop_id, created_at FROM orders WHERE status = '${status}' ORDER BY created_at LIMIT 50`,
  customer_orders: (customer: number) =>
    `SELECT id, shop_id, status, total_cents, created_at FROM orders WHERE customer_id = ${customer} ORDER BY created_at DESC LIMIT 20`,
  ready_orders: (shop: number, status: string) =>
    `SELECT id, customer_id, created_at FROM orders WHERE shop_id = ${shop} AND status = '${status}'`,
};

/** The first and the last customer, some between, one who has no orders. */
export const customers = [1, 2, 77, 250, 501, 777, 1000, 1234, 1499, 1777, 1999, 2000, 2001];

/** Neighbours with one digit and with two, the first and the last, some between, one without orders. */
export const shops = [1, 9, 10, 17, 25, 33, 42, 58, 71, 88, 97, 98];

const prefix = (name: string): string => `PREPARE ${name} AS `;

/** A query of orders.sql, planned without the values of its parameters. */
export interface Prepared {
  readonly statement: Statement;
  /** Runs it with as many of the values as it takes. */
  rows(values: Values): Promise<readonly Row[]>;
  plan(values: Values): Promise<Plan | ServerError>;
}

type Values = readonly (string | number)[];

/** Prepares a query of orders.sql under its name. */
export async function prepare(name: string): Promise<Prepared> {
  const statement = namedStatements(queries).get(name);
  if (!statement) {
    fail({
      message: `orders.sql has no query with the name ${name}: keep the line "-- name: ${name}" above it.`,
      at: { file: queries.file, line: 1 },
    });
  }
  await database.rows('SET plan_cache_mode = force_generic_plan');
  const answer = await database.attempt(prefix(name) + statement.text);
  if ('refused' in answer) {
    const { position, ...said } = answer.refused;
    const own = position === undefined ? {} : { position: position - prefix(name).length };
    throw refusal(queries, statement, { ...said, ...own });
  }
  const [row] = await database.rows(
    `SELECT cardinality(parameter_types) AS parameters FROM pg_prepared_statements WHERE name = '${name}'`,
  );
  const text = (values: Values): string => execution(name, values.slice(0, Number(row?.['parameters'])));
  return {
    statement,
    rows: (values) => database.during(queries, statement, () => database.rows(text(values))),
    plan: (values) => database.during(queries, statement, () => database.planOf(text(values))),
  };
}

function execution(name: string, values: Values): string {
  const literals = values.map((value) => (typeof value === 'number' ? String(value) : `'${value}'`));
  return `EXECUTE ${name}${literals.length > 0 ? `(${literals.join(', ')})` : ''}`;
}

/** Where a query stands in orders.sql. */
export const placeOf = (statement: Statement) => placeIn(queries, statement);
