import type { Concept, ConceptKind } from './concepts';
import type { Flaw } from './flaw';
import type { GuideLine } from './guide-lines';
import { visibleWords } from './words';

const limits: Readonly<Record<ConceptKind, readonly [least: number, most: number]>> = {
  deep: [300, 900],
  brief: [150, 300],
  practice: [0, 400],
};

/** More than this nobody reads in an evening. */
const mostOfSection = 3000;

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

/** A section whose concepts fit one by one, and are too much together. */
export function sectionLengthFlaws(lines: readonly GuideLine[]): readonly Flaw[] {
  const words = visibleWords(lines);
  if (words <= mostOfSection) return [];
  const message = `the section has ${words} words to read, and at most ${mostOfSection} fit: cut or fold some, or make a concept a word of the glossary`;
  return [{ line: 1, message }];
}
