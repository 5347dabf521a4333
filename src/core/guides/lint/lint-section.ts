import { cardsOf, type Card } from './cards';
import { conceptsOf } from './concepts';
import type { Flaw, PlanFlaw } from './flaw';
import { guideLines } from './guide-lines';
import { figureFlaws } from './lint-figures';
import { lengthFlaws, sectionLengthFlaws } from './lint-length';
import { partFlaws } from './lint-parts';
import { pictureFlaws } from './lint-pictures';
import { sourceFlaws } from './lint-sources';
import type { SectionPlan } from './section-plan';

/** What the file of a section lacks or does wrong, what is wrong with its plan, and its cards. */
interface SectionLint {
  readonly flaws: readonly Flaw[];
  readonly inPlan: readonly PlanFlaw[];
  readonly cards: readonly Card[];
}

/** Holds the file of a section against the template of its concepts and against its plan. */
export function lintSection(markdown: string, plan: SectionPlan): SectionLint {
  const { concepts, flaws: unknown } = conceptsOf(markdown, plan);
  const lines = guideLines(markdown);
  const { inPlan, inText } = figureFlaws(lines, plan);
  const decks = concepts.map(cardsOf);
  const flaws = [
    ...unknown,
    ...sectionLengthFlaws(lines),
    ...concepts.flatMap((concept) => [
      ...partFlaws(concept),
      ...lengthFlaws(concept),
      ...pictureFlaws(concept),
      ...sourceFlaws(concept),
    ]),
    ...decks.flatMap((deck) => deck.flaws),
    ...inText,
  ];
  return {
    flaws: flaws.sort((one, other) => one.line - other.line),
    inPlan,
    cards: decks.flatMap(({ cards }) => cards),
  };
}
