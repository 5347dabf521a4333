import { database, type Row } from 'codealong/postgres';

interface Report {
  readonly orders: number;
  readonly text: string;
}

/** What the query of the starter returns for each day that has orders. */
export async function reportsBefore(): Promise<ReadonlyMap<string, Report>> {
  const rows = await database.rows('SELECT day, orders, lines FROM given.days');
  return new Map(
    rows.map(({ day, orders, lines }) => [String(day), { orders: Number(orders), text: String(lines) }]),
  );
}

export function reportOf(rows: readonly Row[]): Report {
  const orders = rows.reduce((sum, row) => sum + Number(row['orders']), 0);
  const lines = rows.map((row) =>
    Object.entries(row)
      .map(([column, value]) => `${column} ${String(value)}`)
      .join(', '),
  );
  return { orders, text: lines.join('\n') };
}

/** An order that is in a report that it does not belong into, or not in its own. */
export interface Late {
  readonly report: string;
  readonly day: string;
  readonly time: string;
}

/** Orders around midnight, each with the day it belongs to and the reports that it might be in. */
const trials = [
  { day: '2026-03-10', time: '23:59:59.999999' },
  { day: '2026-03-11', time: '00:00:00' },
  { day: '2026-03-11', time: '23:59:59.5' },
  { day: '2026-03-12', time: '00:00:00.000001' },
] as const;

const reports = ['2026-03-10', '2026-03-11', '2026-03-12'];

/** Adds one order after the other and takes it back; gives the first that is not where it belongs. */
export async function onThatDay(ask: (day: string) => Promise<readonly Row[]>): Promise<Late | undefined> {
  const ordersOf = async (day: string): Promise<number> => reportOf(await ask(day)).orders;
  const before = new Map<string, number>();
  for (const report of reports) before.set(report, await ordersOf(report));
  for (const { day, time } of trials) {
    await database.rows('BEGIN');
    try {
      await database.rows(`
        INSERT INTO orders (customer_id, shop_id, status, total_cents, created_at)
        VALUES (1, 1, 'collected', 400, '${day} ${time}+00')`);
      for (const report of reports) {
        const more = (await ordersOf(report)) - (before.get(report) ?? 0);
        if (more !== (report === day ? 1 : 0)) return { report, day, time };
      }
    } finally {
      await database.rows('ROLLBACK');
    }
  }
  return undefined;
}
