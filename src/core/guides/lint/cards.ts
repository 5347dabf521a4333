import type { Concept } from './concepts';
import type { Flaw } from './flaw';
import { opensFold } from './guide-lines';
import { beginOf, templateOf } from './parts';

/** A question with a folded answer that comes back after some days. Its id stays when its words change. */
export interface Card {
  readonly id: string;
  readonly line: number;
}

const cardStart = /^<details id="(card-[a-z0-9-]+)">/;

/** The cards under "Check yourself", and questions there that lack an id. */
export function cardsOf(concept: Concept): {
  readonly cards: readonly Card[];
  readonly flaws: readonly Flaw[];
} {
  const part = templateOf(concept)
    .flat()
    .find(({ name }) => name === 'Check yourself');
  const begin = part && beginOf(concept.lines, part);
  if (begin === undefined) return { cards: [], flaws: [] };
  const cards: Card[] = [];
  const flaws: Flaw[] = [];
  for (const { text, line } of concept.lines.slice(begin).filter((one) => opensFold(one.text))) {
    const id = cardStart.exec(text)?.[1];
    if (id !== undefined) cards.push({ id, line });
    else flaws.push({ line, message: 'the card has no id: begin it with <details id="card-some-name">' });
  }
  return { cards, flaws };
}
