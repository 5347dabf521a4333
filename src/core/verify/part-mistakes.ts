import { learnerFiles, type Exercise } from '../catalog/catalog';
import { plainTitle } from '../designs/outline';
import { headingsOf } from '../guides/markdown';
import { linesOf } from '../guides/markdown-lines';
import type { AuthoredSolution } from './solutions';

/**
 * What every check of a design must reject, without its author writing it down: the scaffold as it is, and the model answer
 * with a part left out or as the scaffold has it.
 */
export function partMistakes(
  exercise: Exercise,
  solutions: readonly AuthoredSolution[],
): readonly AuthoredSolution[] {
  const { design } = exercise.manifest;
  const [path = ''] = design ? learnerFiles(exercise, 'markdown') : [];
  const textOf = (role: 'starter' | 'reference'): string | undefined =>
    solutions
      .find((one) => one.language === 'markdown' && one.role === role)
      ?.files.find((file) => file.path === path)?.text;
  const [scaffold, model] = [textOf('starter'), textOf('reference')];
  if (!design || scaffold === undefined || model === undefined) return [];
  const mistake = (id: string, text: string, rejectedBy: readonly string[]): AuthoredSolution => {
    return { language: 'markdown', role: 'wrong', id, rejectedBy, files: [{ path, text }] };
  };
  const parts = new Map(design.parts.map(({ part }) => [plainTitle(part), part]));
  const broken = [...parts.values()].flatMap((part) => {
    const ids = design.parts.filter((one) => plainTitle(one.part) === plainTitle(part)).map(({ id }) => id);
    const [id = ''] = ids;
    return [
      mistake(`${id}-left-out`, withPart(model, part, []), ids),
      mistake(`${id}-as-scaffolded`, withPart(model, part, partLines(scaffold, part)), ids),
    ];
  });
  return [
    mistake(
      'scaffold',
      scaffold,
      design.parts.map(({ id }) => id),
    ),
    ...broken,
  ];
}

/** The lines of a part with its heading; none where there is no such part. */
function partLines(markdown: string, part: string): readonly string[] {
  const { from, to } = placeOf(markdown, part);
  return linesOf(markdown).slice(from, to);
}

function withPart(markdown: string, part: string, by: readonly string[]): string {
  const { from, to } = placeOf(markdown, part);
  const lines = linesOf(markdown);
  return [...lines.slice(0, from), ...by, ...lines.slice(to)].join('\n');
}

/** Line indexes, `to` excluded. */
function placeOf(markdown: string, part: string): { readonly from: number; readonly to: number } {
  const headings = headingsOf(markdown);
  const at = headings.findIndex(({ title }) => plainTitle(title) === plainTitle(part));
  const heading = headings[at];
  if (!heading) return { from: 0, to: 0 };
  const next = headings.slice(at + 1).find(({ depth }) => depth <= heading.depth);
  return { from: heading.line - 1, to: next ? next.line - 1 : linesOf(markdown).length };
}
