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

/** As many stories as one reads before one tries again. */
export const readAtOnce = 5;

/** The stories of mistakes, in their order. */
export function storiesOf(mistakes: readonly Mistake[]): readonly Story[] {
  return mistakes.map(({ title, story, rejectedBy }) => ({ title, text: story, checks: rejectedBy }));
}

/**
 * The stories that a check tells of in a language. First those whose checks are most like the ones that are `failing`: of all that
 * fail in one or the other, the share that fails in both.
 */
export function storiesFor(
  stories: readonly Story[],
  check: string,
  language: Language,
  failing: readonly string[] = [check],
): readonly Story[] {
  const likeness = ({ checks }: Story): number => {
    const rejecting = checks[language] ?? [];
    const both = rejecting.filter((one) => failing.includes(one)).length;
    return both / (rejecting.length + failing.length - both);
  };
  return stories
    .filter(({ checks }) => checks[language]?.includes(check))
    .sort((one, other) => likeness(other) - likeness(one));
}
