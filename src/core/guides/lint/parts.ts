import type { Concept } from './concepts';
import { opensFold, type GuideLine } from './guide-lines';

/** A part of the template. */
export interface Part {
  readonly name: string;
  readonly begins: RegExp;
  /** How to begin it, for the author of one that is missing. */
  readonly write: string;
  /** So many answers are folded in it. */
  readonly folds?: number;
}

/** A part that begins with a heading or, in a brief concept, with bold words. */
const titled = (name: string, folds = 0): Part => ({
  name,
  begins: new RegExp(`^(### ${name}\\b|\\*\\*${name}\\.?\\*\\*)`),
  write: `### ${name}`,
  folds,
});

const led = (name: string, folds = 0): Part => ({
  name,
  begins: new RegExp(`\\*\\*${name}[.:]?\\*\\*`),
  write: `**${name}.**`,
  folds,
});

const promise: Part = {
  name: 'the promise',
  begins: /^_After this /,
  write: '_After this section you can …_ · 8 minutes · needs … · build: …',
};
const incident: Part = {
  name: 'the incident',
  begins: /^\*\*[^*]*\b\d?\d:\d\d[^*]*\*\*/,
  write: '**Tuesday, 10:00.**',
};

const numbers = titled('The numbers');
const firstVersion = titled('What the first version gets wrong');
const cards = (count: number): Part => titled('Check yourself', count);

/** The parts in their order; those of one group may change places. */
type Template = readonly (readonly Part[])[];

const deep: Template = [
  [promise],
  [incident],
  [led('Try first', 1)],
  [titled('The idea')],
  [titled('How it works')],
  [numbers, firstVersion],
  [titled('Repairs')],
  [titled('Use it, or leave it')],
  [led('Use it')],
  [led('Leave it')],
  [led('In production')],
  [led('In Go Coffee', 1)],
  [titled('In the interview', 1)],
  [cards(3)],
  [led('Remember')],
  [led('Build it')],
  [led('Sources')],
];

/** Of the numbers and the first version one is enough. */
const brief: Template = [[titled('The idea')], [led('Use it')], [led('Leave it')], [cards(1)]];

/** The template of a concept; none for the practice at the end. */
export function templateOf({ kind }: Pick<Concept, 'kind'>): Template {
  if (kind === 'practice') return [];
  return kind === 'deep' ? deep : brief;
}

export const eitherOf: readonly Part[] = [numbers, firstVersion];

/** The place of the line with which a part begins, among the lines of its concept. */
export function beginOf(lines: readonly GuideLine[], { begins }: Part): number | undefined {
  const index = lines.findIndex(({ kind, text }) => kind === 'text' && begins.test(text));
  return index < 0 ? undefined : index;
}

/** How many answers are folded in these lines. */
export function foldsIn(lines: readonly GuideLine[]): number {
  return lines.filter(({ kind, text }) => kind === 'folded' && opensFold(text)).length;
}
