import type { Language } from '../catalog/manifest';
import type { Mistake } from './mistake';

/** What goes wrong in a usual mistake, without its code: what teaches whoever makes it. */
export interface Story {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** The checks that reject it, per language that it is in. */
  readonly checks: Mistake['rejectedBy'];
}

/** The stories of mistakes, in their order. */
export function storiesOf(mistakes: readonly Mistake[]): readonly Story[] {
  return mistakes.map(({ title, story, rejectedBy }) => ({ title, text: story, checks: rejectedBy }));
}

/** The stories that a check tells of in a language. Those that few other checks tell of come first: they are nearest. */
export function storiesFor(stories: readonly Story[], check: string, language: Language): readonly Story[] {
  const breadth = ({ checks }: Story): number => checks[language]?.length ?? 0;
  return stories
    .filter(({ checks }) => checks[language]?.includes(check))
    .sort((one, other) => breadth(one) - breadth(other));
}
