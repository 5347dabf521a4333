import { diffComm, merge } from 'node-diff3';
import { plainText } from '../scaffold/same-text';

export interface Merged {
  readonly text: string;
  /** Whether both sides changed the same lines; the text then has both, between conflict markers. */
  readonly isConflict: boolean;
}

/**
 * A learner's text with what the course changed between two versions of its own. The learner's byte order mark and the ends of
 * their lines stay, also where there are several kinds; a line that is new to them ends as most of theirs do.
 */
export function mergeText(mine: string, before: string, after: string): Merged {
  const mark = mine.startsWith('\uFEFF') ? '\uFEFF' : '';
  const { conflict, result } = merge(linesOf(mine), linesOf(before), linesOf(after), {
    excludeFalseConflicts: true,
    label: { a: 'your code', b: 'the course' },
  });
  return { text: mark + withEndsOf(mine, result), isConflict: conflict };
}

function linesOf(text: string): string[] {
  return plainText(text).split('\n');
}

/** The lines as one text, in which each that is one of the learner's ends as it does there. */
function withEndsOf(mine: string, lines: readonly string[]): string {
  const ends = mine.match(/\r?\n/g) ?? [];
  const usual = ends.filter((end) => end === '\r\n').length * 2 > ends.length ? '\r\n' : '\n';
  if (ends.every((end) => end === usual)) return lines.join(usual);
  const endings: string[] = [];
  let at = 0;
  for (const part of diffComm(linesOf(mine), [...lines])) {
    if ('common' in part) {
      endings.push(...part.common.map((_, index) => ends[at + index] ?? usual));
      at += part.common.length;
    } else {
      at += part.buffer1.length;
      endings.push(...part.buffer2.map(() => usual));
    }
  }
  return lines
    .map((line, index) => line + (index < lines.length - 1 ? (endings[index] ?? usual) : ''))
    .join('');
}
