import type { Concept, ConceptKind } from './concepts';
import type { Flaw } from './flaw';
import { visibleWords } from './words';

const limits: Readonly<Record<ConceptKind, readonly [least: number, most: number]>> = {
  deep: [300, 900],
  brief: [150, 300],
  practice: [0, 400],
};

/** Concepts that are too long for an evening, or too short to explain anything. */
export function lengthFlaws({ title, line, lines, kind }: Concept): readonly Flaw[] {
  const words = visibleWords(lines);
  const [least, most] = limits[kind];
  if (words > most)
    return [
      { line, message: `"${title}" has ${words} words to read, and at most ${most} fit: cut or fold some` },
    ];
  if (words >= least) return [];
  return [
    {
      line,
      message: `"${title}" has ${words} words, and explains with at least ${least}: or make it a word of the glossary`,
    },
  ];
}
