import type { Concept } from './concepts';
import type { Flaw } from './flaw';
import { beginOf, eitherOf, foldsIn, templateOf, type Part } from './parts';

interface Found {
  readonly part: Part;
  readonly group: number;
  readonly index: number;
}

/** Parts of the template that are missing, stand in another order, or tell their answer at once. */
export function partFlaws(concept: Concept): readonly Flaw[] {
  const { title, line, lines, kind } = concept;
  const parts = templateOf(concept).flatMap((group, at) => group.map((part) => ({ part, group: at })));
  const flaws: Flaw[] = [];
  const found: Found[] = [];
  for (const { part, group } of parts) {
    const index = beginOf(lines, part);
    if (index !== undefined) found.push({ part, group, index });
    else flaws.push({ line, message: `"${title}" lacks ${part.name}: begin it with "${part.write}"` });
  }
  if (kind === 'brief' && !eitherOf.some((part) => beginOf(lines, part) !== undefined))
    flaws.push({
      line,
      message: `"${title}" lacks both of ${eitherOf.map(({ name }) => `"${name}"`).join(' and ')}: write one`,
    });
  return [...flaws, ...orderFlaws(concept, found), ...foldFlaws(concept, found)];
}

function orderFlaws({ title, lines }: Concept, found: readonly Found[]): readonly Flaw[] {
  return found.flatMap(({ part, group, index }) => {
    const later = found.find((other) => other.group < group && other.index > index);
    if (!later) return [];
    const message = `in "${title}", ${part.name} stands before ${later.part.name}; the template has it after`;
    return [{ line: lines[index]?.line ?? 1, message }];
  });
}

/** A part goes on to where the next one begins. */
function foldFlaws({ title, lines }: Concept, found: readonly Found[]): readonly Flaw[] {
  return found.flatMap(({ part, index }) => {
    const next = Math.min(
      ...found.map((other) => other.index).filter((other) => other > index),
      lines.length,
    );
    const folds = foldsIn(lines.slice(index, next));
    const wanted = part.folds ?? 0;
    if (folds >= wanted) return [];
    const message = `in "${title}", ${part.name} has ${folds} folded of ${wanted}: put the answer between <details><summary>…</summary> and </details>`;
    return [{ line: lines[index]?.line ?? 1, message }];
  });
}
