import { diffArrays } from 'diff';
import { pathsEndingIn } from '../path-ending';
import type { TextFile } from '../text-file';
import { placesOf } from './line-places';
import type { Edit, Hunk, HunkLine } from './mistake';

/** A run of lines that changes: `from` and `to` are line indexes in the base, `to` excluded. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly by: readonly string[];
}

/**
 * The edit that makes `changed` of `base` with as few lines as still name each place uniquely. Files that are the same are left
 * out, new ones are added whole. `mainFile` is the file that a hunk need not name.
 */
export function smallestEdit(
  base: readonly TextFile[],
  changed: readonly TextFile[],
  mainFile: string | undefined,
): Pick<Edit, 'hunks' | 'added'> {
  const texts = new Map(base.map(({ path, text }) => [path, text]));
  const hunks: Hunk[] = [];
  const added = changed.filter(({ path }) => !texts.has(path));
  const other = changed.filter(({ path, text }) => texts.has(path) && texts.get(path) !== text);
  const mustName = other.some(({ path }) => path !== mainFile);
  for (const { path, text } of other) {
    const before = texts.get(path) ?? '';
    const name = mustName ? shortestName(path, [...texts.keys()]) : undefined;
    for (const lines of hunksOf(before.split('\n'), text.split('\n')))
      hunks.push({ ...(name !== undefined && { file: name }), lines, line: 0 });
  }
  return { hunks, added };
}

function hunksOf(base: readonly string[], changed: readonly string[]): readonly (readonly HunkLine[])[] {
  let hunks = changesOf(base, changed).map((change) => [change]);
  let widened = hunks.map((changes) => widen(base, changes));
  // Widened hunks may meet: they become one, which may need less context than either.
  for (let index = 0; index + 1 < widened.length;) {
    if ((widened[index]?.to ?? 0) <= (widened[index + 1]?.from ?? 0)) index++;
    else {
      hunks = [...hunks.slice(0, index), hunks.slice(index, index + 2).flat(), ...hunks.slice(index + 2)];
      widened = hunks.map((changes) => widen(base, changes));
      index = 0;
    }
  }
  return hunks.map((changes, index) => linesOf(base, changes, widened[index] ?? { from: 0, to: 0 }));
}

function changesOf(base: readonly string[], changed: readonly string[]): readonly Change[] {
  const changes: Change[] = [];
  let at = 0;
  let open: Change | undefined;
  for (const part of diffArrays([...base], [...changed])) {
    if (!part.added && !part.removed) {
      if (open) changes.push(open);
      open = undefined;
      at += part.value.length;
    } else if (part.removed) {
      open = { from: open?.from ?? at, to: at + part.value.length, by: open?.by ?? [] };
      at += part.value.length;
    } else open = { from: open?.from ?? at, to: open?.to ?? at, by: [...(open?.by ?? []), ...part.value] };
  }
  if (open) changes.push(open);
  return changes;
}

/** The fewest lines around changes that stand only once in the base, more of them before than behind. */
function widen(
  base: readonly string[],
  changes: readonly Change[],
): { readonly from: number; readonly to: number } {
  const [from, to] = [changes[0]?.from ?? 0, changes.at(-1)?.to ?? 0];
  for (let context = 0; context <= base.length; context++) {
    for (let before = context; before >= 0; before--) {
      const place = { from: from - before, to: to + context - before };
      if (place.from < 0 || place.to > base.length || place.from === place.to) continue;
      if (placesOf(base, base.slice(place.from, place.to)).length === 1) return place;
    }
  }
  return { from: 0, to: base.length };
}

function linesOf(
  base: readonly string[],
  changes: readonly Change[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly HunkLine[] {
  const lines: HunkLine[] = [];
  const take = (kind: HunkLine['kind'], texts: readonly string[]): void => {
    for (const text of texts) lines.push({ kind, text });
  };
  let at = from;
  for (const change of changes) {
    take(' ', base.slice(at, change.from));
    take('-', base.slice(change.from, change.to));
    take('+', change.by);
    at = change.to;
  }
  take(' ', base.slice(at, to));
  return lines;
}

/** The shortest end of a path, in whole steps, that means no other path. */
function shortestName(path: string, paths: readonly string[]): string {
  const steps = path.split('/');
  for (let count = 1; count < steps.length; count++) {
    const name = steps.slice(-count).join('/');
    const [meant, ...others] = pathsEndingIn(name, paths);
    if (meant === path && others.length === 0) return name;
  }
  return path;
}
