import { linesOf } from '../guides/markdown-lines';
import type { Row, TextBlock } from './outline';

/** Tells what a learner wrote from what the scaffold brought, and from marks that hold a place. */
export interface OwnText {
  /** How many words of their own stand in a block. */
  wordsIn(block: TextBlock): number;
  /** Whether a line is the learner's, and not the scaffold's. */
  readonly isOwnLine: (text: string) => boolean;
  /** The columns, by index, in which a row has nothing of the learner's. */
  emptyCells(row: Row, columns: readonly number[]): readonly number[];
}

/** `design` and `scaffold` are Markdown: what a learner has now, and what they were given. */
export function ownText(design: string, scaffold: string): OwnText {
  const lines = linesOf(design);
  const given = new Set(linesOf(scaffold).map(comparable));
  const isOwnLine = (text: string): boolean => !given.has(comparable(text));
  return {
    isOwnLine,
    wordsIn: ({ line, lines: written }) =>
      written.reduce(
        (sum, text, index) => sum + (isOwnLine(lines[line - 1 + index] ?? '') ? wordsOf(text) : 0),
        0,
      ),
    emptyCells: ({ line, cells }, columns) => {
      const empty = columns.filter((at) => isPlaceholder(cells[at] ?? ''));
      return empty.length > 0 || isOwnLine(lines[line - 1] ?? '') ? empty : columns;
    },
  };
}

/** How many words and numbers a text has. */
export function wordsOf(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** A cell in which nobody wrote anything yet. */
function isPlaceholder(cell: string): boolean {
  return /^(?:[\s.…?_*-]*|tbd|todo)$/i.test(cell);
}

/** A line without the spaces by which formatters line tables up. */
function comparable(line: string): string {
  return line.replace(/\s+/g, ' ').replace(/-{2,}/g, '--').trim();
}
