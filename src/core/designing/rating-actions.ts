import type { Attempt } from '../catalog/attempt';
import type { Exercise } from '../catalog/catalog';
import type { Criterion } from '../designs/need';
import { CodealongError } from '../errors';
import type { Folder, WallClock } from '../ports';
import { isSolved, ratingsOf, withRating, type Mark } from '../progress/progress';
import type { ProgressKeeper } from '../progress/progress-keeper';
import { parseSamples, samplesFile, type Samples } from './samples';

/** A criterion as a learner meets it: with a sample of each mark, and the mark that they gave last. */
export interface RatedCriterion extends Criterion {
  readonly samples: Samples;
  readonly mark?: Mark;
}

/** How learners judge what no check judges. */
export interface RatingActions {
  /**
   * What a design is rated by. Refused with `no-criterion` for an exercise that is not a design, and with `not-solved` before its
   * structure held: the samples give answers away.
   */
  criteria(attempt: Attempt): Promise<readonly RatedCriterion[]>;
  /** Keeps the learner's mark for one criterion in their progress. Refused like `criteria`. */
  rate(attempt: Attempt, criterion: string, mark: Mark): Promise<void>;
}

export interface RatingPorts {
  readonly pack: Folder;
  readonly clock: WallClock;
  readonly progress: ProgressKeeper;
  readonly exercise: (id: string) => Promise<Exercise>;
}

export function ratingActions({ pack, clock, progress, exercise }: RatingPorts): RatingActions {
  async function criteria({ folder, id, language }: Attempt): Promise<readonly RatedCriterion[]> {
    const { manifest, path } = await exercise(id);
    const { design } = manifest;
    if (!design)
      throw new CodealongError(
        'no-criterion',
        `"${id}" is not a design: its checks say all there is to say.`,
      );
    const known = await progress.read(folder);
    if (!isSolved(known, id, language))
      throw new CodealongError('not-solved', `You can rate "${id}" once its structure passes the checks.`);
    const samples = parseSamples(await pack.read(`${path}/${samplesFile}`));
    const ratings = ratingsOf(known, id, language);
    return design.criteria.map((criterion): RatedCriterion => {
      const mark = ratings[criterion.id]?.mark;
      const ofIt = samples.get(criterion.id) ?? { 0: '', 1: '', 2: '', 3: '' };
      return { ...criterion, samples: ofIt, ...(mark !== undefined && { mark }) };
    });
  }

  async function rate(attempt: Attempt, criterion: string, mark: Mark): Promise<void> {
    const known = await criteria(attempt);
    if (!known.some(({ id }) => id === criterion))
      throw new CodealongError(
        'no-criterion',
        `"${attempt.id}" is not rated by "${criterion}". Its criteria are: ${known.map(({ id }) => id).join(', ')}.`,
      );
    const { folder, id, language } = attempt;
    const rating = { mark, at: clock.now() };
    await progress.update(folder, (before) => withRating(before, id, language, criterion, rating));
  }

  return { criteria, rate };
}
