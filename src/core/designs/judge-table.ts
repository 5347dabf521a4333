import { counted, quoted, type Fault } from './fault';
import type { Rows } from './need';
import { plainTitle, type Part, type Row, type Table } from './outline';
import type { OwnText } from './own-text';

/** A table with the columns that were asked for. `columns` are their indexes, in the order asked for. */
export interface FoundTable {
  readonly table: Table;
  readonly columns: readonly number[];
}

/** The first table of a part that has these columns, in whatever order, or why there is none. */
export function findTable({ heading, blocks }: Part, asked: readonly string[]): FoundTable | Fault {
  const tables = blocks.filter((block) => block.kind === 'table');
  for (const table of tables) {
    const columns = asked.map((name) =>
      table.header.findIndex((cell) => plainCell(cell) === plainCell(name)),
    );
    if (!columns.includes(-1)) return { table, columns };
  }
  const wanted = `| ${asked.join(' | ')} |`;
  const [other] = tables;
  return other
    ? { line: other.line, message: `This table has other columns. Begin it with ${wanted}.` }
    : {
        line: heading.line,
        message: `There is no table under "${heading.title}". Begin one with ${wanted}.`,
      };
}

/** What is not filled in a table: every row that is there must be, and enough of them. */
export function judgeRows(
  { table, columns }: FoundTable,
  { rows, named }: Rows,
  own: OwnText,
): Fault | undefined {
  const missing = named.find((name) => !rowNamed(table, name));
  if (missing !== undefined)
    return { line: table.line, message: `The table has no row that begins with "${missing}".` };
  for (const row of table.rows) {
    const [empty] = own.emptyCells(row, columns);
    if (empty === undefined) continue;
    const first = row.cells[columns[0] ?? 0] ?? '';
    const where = quoted(table.header[empty] ?? '');
    const which = empty === columns[0] ? 'This row' : `The row ${quoted(first)}`;
    return {
      line: row.line,
      message: `${which} has nothing of yours under ${where}. Fill it, or take it out.`,
    };
  }
  if (table.rows.length >= rows) return undefined;
  return {
    line: table.line,
    message: `The table has ${counted(table.rows.length, 'row')}, and at least ${rows} are asked for.`,
  };
}

/** The row whose first cell begins with a name. */
function rowNamed({ rows }: Table, name: string): Row | undefined {
  return rows.find(({ cells }) => plainCell(cells[0] ?? '').startsWith(plainCell(name)));
}

/** A cell as it is compared: without emphasis. */
function plainCell(cell: string): string {
  return plainTitle(cell.replace(/[*_`]/g, ''));
}
