import { diff3Merge } from 'node-diff3';

/** A text with the changes of both sides, and whether some of them contradict each other. */
export interface Merged {
  readonly text: string;
  readonly isConflict: boolean;
}

/**
 * Merges what the mistake and the new base made of `before`, line by line, and word by word where both changed a line: a renamed
 * variable is no reason to ask anybody. What contradicts stands between conflict markers.
 */
export function mergeThreeWays(mistake: string, before: string, after: string): Merged {
  const sides = [mistake, before, after].map((text) => text.split('\n')) as [string[], string[], string[]];
  const lines: string[] = [];
  let isConflict = false;
  for (const { ok, conflict } of diff3Merge(...sides, { excludeFalseConflicts: true })) {
    if (ok) lines.push(...ok);
    if (!conflict) continue;
    const { a, o, b } = conflict;
    const words = mergeWords(a.join('\n'), o.join('\n'), b.join('\n'));
    isConflict ||= words === undefined;
    lines.push(...(words?.split('\n') ?? markedConflict(a, b)));
  }
  return { text: lines.join('\n'), isConflict };
}

/** Undefined when both changed the same words. */
function mergeWords(mistake: string, before: string, after: string): string | undefined {
  const regions = diff3Merge(wordsOf(mistake), wordsOf(before), wordsOf(after), {
    excludeFalseConflicts: true,
  });
  const merged = regions.map(({ ok }) => ok?.join(''));
  return merged.includes(undefined) ? undefined : merged.join('');
}

/** Words, runs of blanks, and every other character by itself. */
function wordsOf(text: string): string[] {
  return text.match(/\w+|\s+|./g) ?? [];
}

function markedConflict(mistake: readonly string[], after: readonly string[]): readonly string[] {
  return ['<<<<<<< the mistake', ...mistake, '=======', ...after, '>>>>>>> the new base'];
}
