import type { Language } from '../catalog/manifest';
import { codeFinder } from '../guides/markdown-lines';
import { linesFor, type BriefLine } from './in-language';

/** The heading under which a brief shows one run of what is built. */
export const exampleHeading = '## An example';

/** A row of the example's table. */
interface ExampleRow {
  /** The numbers of the rules that it shows: its last column. */
  readonly rules: readonly number[];
  /** The line that it stands at, from 1. */
  readonly line: number;
}

/** The example that a brief prints for a language. */
export interface Example {
  /** The line of its heading, from 1. */
  readonly line: number;
  readonly rows: readonly ExampleRow[];
}

/** The example of a brief: a table whose last column says which rules a row shows. `undefined` where the heading is missing. */
export function exampleOf(brief: string, language: Language): Example | undefined {
  const isCode = codeFinder();
  const lines = linesFor(brief, language).filter(({ text }) => !isCode(text));
  const begin = lines.findIndex(({ text }) => text.trimEnd() === exampleHeading);
  const heading = lines[begin];
  if (!heading) return undefined;
  const after = lines.slice(begin + 1);
  const end = after.findIndex(({ text }) => text.startsWith('## '));
  return { line: heading.line, rows: rowsIn(end < 0 ? after : after.slice(0, end)) };
}

/** The rows below the line that sets the table's head apart. */
function rowsIn(lines: readonly BriefLine[]): readonly ExampleRow[] {
  const begin = lines.findIndex(({ text }) => /^\|[ :|-]+\|\s*$/.test(text));
  if (begin < 0) return [];
  return lines
    .slice(begin + 1)
    .filter(({ text }) => text.startsWith('|'))
    .map(({ text, line }) => ({ line, rules: rulesIn(text) }));
}

function rulesIn(row: string): readonly number[] {
  const last = row.split('|').at(-2) ?? '';
  return [...last.matchAll(/\d+/g)].map(([number]) => Number(number));
}
