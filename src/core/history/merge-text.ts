import { merge } from 'node-diff3';
import { plainText } from '../scaffold/same-text';

export interface Merged {
  readonly text: string;
  /** Whether both sides changed the same lines; the text then has both, between conflict markers. */
  readonly isConflict: boolean;
}

/**
 * A learner's text with what the course changed between two versions of its own. The learner's byte order mark and kind of
 * line end stay.
 */
export function mergeText(mine: string, before: string, after: string): Merged {
  const mark = mine.startsWith('\uFEFF') ? '\uFEFF' : '';
  const lineEnd = /\r\n/.test(mine) && !/(^|[^\r])\n/.test(mine) ? '\r\n' : '\n';
  const body = mine.slice(mark.length);
  const lines = (lineEnd === '\r\n' ? plainText(body) : body).split('\n');
  const { conflict, result } = merge(lines, linesOf(before), linesOf(after), {
    excludeFalseConflicts: true,
    label: { a: 'your code', b: 'the course' },
  });
  return { text: mark + result.join(lineEnd), isConflict: conflict };
}

function linesOf(text: string): string[] {
  return plainText(text).split('\n');
}
