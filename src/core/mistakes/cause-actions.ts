import type { Attempt } from '../catalog/attempt';
import type { Exercise } from '../catalog/catalog';
import { CodealongError } from '../errors';
import { withCauses } from '../progress/shown-help';
import type { ProgressKeeper } from '../progress/progress-keeper';
import { requireStarted } from '../scaffold/require-started';
import { storiesFor, type Story } from './story';

/** What a learner can ask about a check that fails. */
export interface CauseActions {
  /**
   * The mistakes that usually make a check fail, as stories without code; first those that fail the same checks as the last
   * check of the learner's did. Kept in the progress, as hints are.
   * Refused with `not-started`, with `no-check` for a check that the exercise does not have, and with `no-causes` where none is known.
   */
  usualCauses(attempt: Attempt, check: string): Promise<readonly Story[]>;
}

export interface CausePorts {
  readonly progress: ProgressKeeper;
  readonly exercise: (id: string) => Promise<Exercise>;
  /** Reads the stories of an exercise. */
  readonly readStories: (exercise: Exercise) => Promise<readonly Story[]>;
}

export function causeActions({ progress, exercise, readStories }: CausePorts): CauseActions {
  async function usualCauses(attempt: Attempt, check: string): Promise<readonly Story[]> {
    const { folder, id, language } = attempt;
    const chosen = await exercise(id);
    await requireStarted(folder, chosen, language);
    const ids = chosen.manifest.checks.map((one) => one.id);
    if (!ids.includes(check))
      throw new CodealongError('no-check', `"${id}" has no check "${check}". It has: ${ids.join(', ')}.`);
    const known = (await progress.peek(folder)).exercises[id]?.tracks[language];
    const stories = storiesFor(await readStories(chosen), check, language, known?.failing);
    if (stories.length === 0)
      throw new CodealongError(
        'no-causes',
        `No usual cause is known for the check "${check}" in ${language}.`,
      );
    await progress.update(folder, (before) => withCauses(before, id, check));
    return stories;
  }

  return { usualCauses };
}
