import type { Row } from './session';

/** A node of a plan that was run, with everything below it. */
export interface Plan {
  /** What it does, such as `Index Scan`. */
  readonly node: string;
  /** The index that it reads. */
  readonly index?: string;
  /** The table that it reads. */
  readonly table?: string;
  /** Rows that it gave, in all its turns. */
  readonly rows: number;
  /** Pages of 8 kB that it and what is below it read, from memory or disk. */
  readonly pages: number;
  /** Conditions, sort keys and the like, in PostgreSQL's words. */
  readonly details: readonly string[];
  readonly below: readonly Plan[];
}

/** What a node tells that is worth a line of its own. */
const detailed = [
  'Sort Key',
  'Group Key',
  'Index Cond',
  'Recheck Cond',
  'Filter',
  'Rows Removed by Filter',
  'Rows Removed by Index Recheck',
  'Heap Fetches',
];

/** The plan in the one row of `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)`. */
export function readPlan([row]: readonly Row[]): Plan {
  const [explained] = (row?.['QUERY PLAN'] ?? []) as readonly { readonly Plan: Row }[];
  if (!explained) throw new Error('PostgreSQL explained nothing.');
  return nodeOf(explained.Plan);
}

function nodeOf(row: Row): Plan {
  const number = (key: string): number => Number(row[key] ?? 0);
  const text = (key: string): string | undefined => (typeof row[key] === 'string' ? row[key] : undefined);
  const [index, table] = [text('Index Name'), text('Relation Name')];
  return {
    node: text('Node Type') ?? '',
    ...(index !== undefined && { index }),
    ...(table !== undefined && { table }),
    rows: Math.round(number('Actual Rows') * number('Actual Loops')),
    pages: number('Shared Hit Blocks') + number('Shared Read Blocks'),
    details: detailed.flatMap((key) => (key in row && row[key] !== 0 ? [`${key}: ${String(row[key])}`] : [])),
    below: ((row['Plans'] ?? []) as readonly Row[]).map(nodeOf),
  };
}

/** The node and all below it, from the top. */
export function nodesOf(plan: Plan): readonly Plan[] {
  return [plan, ...plan.below.flatMap(nodesOf)];
}

/** The names of the indexes that a plan reads. */
export function indexesIn(plan: Plan): readonly string[] {
  return [...new Set(nodesOf(plan).flatMap(({ index }) => index ?? []))];
}

/** A plan as a tree to read: the node that gives the rows is at the top, what it gets them from is below. */
export function drawPlan(plan: Plan): string {
  return draw(plan, '', '').join('\n');
}

function draw(plan: Plan, before: string, indent: string): readonly string[] {
  const { node, index, table, rows, pages, details, below } = plan;
  const using = index === undefined ? '' : ` using ${index}`;
  const on = table === undefined ? '' : ` on ${table}`;
  const inner = below.length > 0 ? '│  ' : '   ';
  return [
    `${before}${node}${using}${on} · ${counted(rows, 'row')} · ${counted(pages, 'page')}`,
    ...details.map((detail) => `${indent}${inner}${detail}`),
    ...below.flatMap((child, at) => {
      const isLast = at === below.length - 1;
      return draw(child, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`);
    }),
  ];
}

/** A number with its noun: `1 page`, `1,095 pages`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
