import { CodealongError } from '../errors';
import { precedesWrite, type Moment } from './moment';
import { overwrite, type Overwritten, type WriteTarget } from './overwrite';
import { baseOf, rebase, starterBase } from './starter-base';

/** What going back did. Paths are relative to the learner's folder. */
export interface RestoreReport extends Overwritten {
  /** Where it went back to. */
  readonly moment: Moment;
}

/** The moment with this id. Refused with `no-moment`. */
export async function momentOf(
  { history, track }: Pick<WriteTarget, 'history' | 'track'>,
  id: string,
): Promise<Moment> {
  const moment = (await history.list(track)).find((one) => one.id === id);
  if (moment) return moment;
  throw new CodealongError(
    'no-moment',
    `The history of "${track.id}" in ${track.language} has no version ${id}.`,
  );
}

/** Puts the learner's files back to a moment. Files that it does not have stay as they are. */
export async function restore(target: WriteTarget, moment: Moment): Promise<RestoreReport> {
  return goBack(target, moment, target.own);
}

/**
 * Takes the last reset, restore or update back; done again, it takes that back in turn. Refused with `no-moment` when
 * nothing of the kind was done, and with `changed-since` when the last one is not the one before which the moment `kept` was
 * kept.
 */
export async function undo(target: WriteTarget, kept?: string): Promise<RestoreReport> {
  const { history, track, folder } = target;
  const last = (await history.list(track)).findLast(precedesWrite);
  const what = `"${track.id}" in ${track.language}`;
  if (!last)
    throw new CodealongError(
      'no-moment',
      `There is nothing to undo: ${what} was never reset, restored or updated in ${folder.location}.`,
    );
  if (kept !== undefined && kept !== last.id)
    throw new CodealongError(
      'changed-since',
      `Nothing was changed: the files of ${what} were reset, restored or updated again since then. ` +
        'The history has what you had before each time.',
    );
  return goBack(target, last, last.overwritten ?? last.paths);
}

async function goBack(target: WriteTarget, moment: Moment, paths: readonly string[]): Promise<RestoreReport> {
  const { history, track, now } = target;
  const wanted = new Set(paths);
  const files = (await history.read(track, moment)).filter(({ path }) => wanted.has(path));
  const base = await starterBase(history, track, moment);
  const report = await overwrite(target, 'before-restore', files);
  if (report.changed.length > 0) await rebase(history, track, baseOf(base, report.changed), now());
  return { moment, ...report };
}
