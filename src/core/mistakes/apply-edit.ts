import { pathsEndingIn } from '../path-ending';
import type { TextFile } from '../text-file';
import type { Edit, Hunk, MistakeProblem } from './mistake';
import { placesOf } from './line-places';

/** What an edit is laid over. */
export interface EditBase {
  /** What it is called in messages, such as `the reference`. */
  readonly name: string;
  readonly files: readonly TextFile[];
  /** The file of hunks that name none; absent where the author has to name one. */
  readonly mainFile?: string | undefined;
}

interface Located {
  readonly path: string;
  /** Index of the first line that it covers. */
  readonly from: number;
  readonly hunk: Hunk;
}

/** The files that an edit changes or adds, with their new texts. Every hunk is located in the base first, then all are applied. */
export function applyEdit(
  { hunks, added }: Edit,
  base: EditBase,
): { readonly files: readonly TextFile[]; readonly problems: readonly MistakeProblem[] } {
  const problems: MistakeProblem[] = [];
  const texts = new Map(base.files.map(({ path, text }) => [path, text.split('\n')]));
  const located: Located[] = [];
  for (const hunk of hunks) {
    const found = locate(hunk, base, texts);
    if ('message' in found) problems.push(found);
    else located.push(found);
  }
  problems.push(...overlaps(located));
  if (problems.length > 0) return { files: [], problems };
  const changed = [...new Set(located.map(({ path }) => path))].map((path) => {
    const here = located.filter((one) => one.path === path);
    return { path, text: rewritten(texts.get(path) ?? [], here).join('\n') };
  });
  return { files: [...changed, ...added], problems };
}

function locate(
  hunk: Hunk,
  base: EditBase,
  texts: ReadonlyMap<string, readonly string[]>,
): Located | MistakeProblem {
  const { line } = hunk;
  const path = fileOf(hunk, base);
  if (typeof path !== 'string') return { line, message: path.message };
  const lines = texts.get(path) ?? [];
  const wanted = oldLines(hunk);
  const places = placesOf(lines, wanted);
  const [from] = places;
  if (from !== undefined && places.length === 1) return { path, from, hunk };
  if (places.length > 1) {
    const numbers = places.map((place) => place + 1).join(', ');
    const often = places.length === 2 ? 'twice' : `${places.length} times`;
    return { line, message: `these lines appear ${often} (${numbers}): add a line of context` };
  }
  const nearest = nearestLine(lines, wanted);
  const hint = nearest === undefined ? '' : `; nearest: ${fileName(path)}:${nearest + 1}`;
  return { line, message: `${base.name} has no such lines${hint}` };
}

function fileOf({ file }: Hunk, { name, files, mainFile }: EditBase): string | { readonly message: string } {
  if (file === undefined)
    return mainFile ?? { message: 'several files could be meant: name one, as in "@@ http.ts"' };
  const found = pathsEndingIn(
    file,
    files.map(({ path }) => path),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length === 0) return { message: `${name} has no file that ends in "${file}"` };
  return { message: `several files end in "${file}": name more of the path` };
}

/** The place at which most of the wanted lines stand, when any does. */
function nearestLine(lines: readonly string[], wanted: readonly string[]): number | undefined {
  let best: { readonly at: number; readonly alike: number } | undefined;
  for (let at = 0; at < lines.length; at++) {
    const alike = wanted.filter(
      (text, index) => text.trim() !== '' && lines[at + index]?.trim() === text.trim(),
    );
    if (alike.length > (best?.alike ?? 0)) best = { at, alike: alike.length };
  }
  return best?.at;
}

function overlaps(located: readonly Located[]): readonly MistakeProblem[] {
  return located.flatMap(({ path, from, hunk }, index) => {
    const other = located
      .slice(0, index)
      .find(
        (one) =>
          one.path === path &&
          one.from < from + oldLines(hunk).length &&
          from < one.from + oldLines(one.hunk).length,
      );
    return other
      ? [
          {
            line: hunk.line,
            message: `changes lines that the hunk at line ${other.hunk.line} changes: make one of both`,
          },
        ]
      : [];
  });
}

function rewritten(lines: readonly string[], here: readonly Located[]): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const { from, hunk } of [...here].sort((one, other) => one.from - other.from)) {
    result.push(...lines.slice(at, from), ...newLines(hunk));
    at = from + oldLines(hunk).length;
  }
  return [...result, ...lines.slice(at)];
}

function oldLines({ lines }: Hunk): readonly string[] {
  return lines.filter(({ kind }) => kind !== '+').map(({ text }) => text);
}

function newLines({ lines }: Hunk): readonly string[] {
  return lines.filter(({ kind }) => kind !== '-').map(({ text }) => text);
}

function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
