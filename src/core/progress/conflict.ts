type Part = 'both' | 'ours' | 'base' | 'theirs';

/** Where a mark leads, by the part that it stands in. Elsewhere it is text. */
const steps: Record<Part, Partial<Record<string, Part>>> = {
  both: { '<': 'ours' },
  ours: { '|': 'base', '=': 'theirs' },
  base: { '=': 'theirs' },
  theirs: { '>': 'both' },
};

/** The texts of both sides of a file that git left in conflict, `diff3` style too; nothing when there is no conflict. */
export function conflictSides(text: string): readonly [ours: string, theirs: string] | undefined {
  const sides = { ours: [] as string[], theirs: [] as string[] };
  let part: Part = 'both';
  let hunks = 0;
  for (const line of text.split(/\r?\n/)) {
    const mark = /^(<{7}|\|{7}|={7}|>{7})(?: |$)/.exec(line)?.[1]?.[0];
    const next: Part | undefined = mark === undefined ? undefined : steps[part][mark];
    if (next !== undefined) {
      part = next;
      if (next === 'both') hunks++;
      continue;
    }
    if (part === 'both' || part === 'ours') sides.ours.push(line);
    if (part === 'both' || part === 'theirs') sides.theirs.push(line);
  }
  const isWhole = hunks > 0 && part === 'both';
  return isWhole ? [sides.ours.join('\n'), sides.theirs.join('\n')] : undefined;
}
