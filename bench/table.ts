/** One measured thing. */
export interface Row {
  readonly what: string;
  readonly value: string;
  /** What it is compared with, and the ratio to it. */
  readonly against?: string;
  readonly ratio?: number;
  /** What the value, or the ratio where there is one, should be at most. */
  readonly target?: { readonly text: string; readonly isMet: boolean };
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`;

/** A ratio as a row, with its target. */
export function compared(
  what: string,
  ours: number,
  theirs: number,
  against: string,
  atMost?: readonly [text: string, ratio: number],
): Row {
  const ratio = ours / theirs;
  const target = atMost && { text: `≤ ${atMost[0]}`, isMet: ratio <= atMost[1] };
  return { what, value: ms(ours), against: `${against} ${ms(theirs)}`, ratio, ...(target && { target }) };
}

/** The rows as a table in text, aligned. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, value, against = '', ratio, target }) => [
    what,
    value,
    against,
    ratio === undefined ? '' : ratio.toFixed(3),
    target?.text ?? '',
    target ? (target.isMet ? 'met' : 'NOT MET') : '',
  ]);
  const head = ['measured', 'ours', 'compared with', 'ratio', 'target', ''];
  const all = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n');
}
