import type { Exercise } from '../catalog/catalog';
import { headingsOf, linesOf } from '../guides/markdown';
import type { Folder } from '../ports';

/** One rung of the hint ladder. `number` starts at 1. */
export interface HintText {
  readonly number: number;
  readonly total: number;
  readonly title: string;
  readonly text: string;
}

/** The hints of an exercise with their texts from `hints.md`, in order. A hint without a text has an empty one. */
export async function hintLadder(pack: Folder, exercise: Exercise): Promise<readonly HintText[]> {
  const texts = sections(await pack.read(`${exercise.path}/hints.md`));
  const { hints } = exercise.manifest;
  return hints.map(({ title }, index) => ({
    number: index + 1,
    total: hints.length,
    title,
    text: texts.get(title) ?? '',
  }));
}

/** The texts below the second-level headings of a Markdown file, by heading. Headings in code blocks do not count. */
export function sections(markdown: string): ReadonlyMap<string, string> {
  const lines = linesOf(markdown);
  const headings = headingsOf(markdown).filter(({ depth }) => depth === 2);
  return new Map(
    headings.map(({ title, line }, index) => {
      const next = headings[index + 1];
      const text = lines.slice(line, next && next.line - 1).join('\n');
      return [title, text.trim()];
    }),
  );
}
