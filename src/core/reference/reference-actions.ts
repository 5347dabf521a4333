import type { Attempt } from '../catalog/attempt';
import { alternativesOf, type Alternative } from './alternative';
import { learnerFiles, type Exercise } from '../catalog/catalog';
import { CodealongError } from '../errors';
import type { HintText } from '../hints/ladder';
import type { Folder, WallClock } from '../ports';
import type { ProgressKeeper } from '../progress/progress-keeper';
import { isReferenceOpen, withReferenceSeen } from '../progress/reference-seen';
import { shownHintNumbers } from '../progress/shown-help';
import { requireStarted } from '../scaffold/require-started';
import { filesOf } from '../scaffold/scaffold';
import type { TextFile } from '../text-file';

/** What a learner can see of the reference, and when. */
export interface ReferenceActions {
  /**
   * The reference's versions of the learner's files. Refused with `not-solved` before a check passed, unless it was revealed, and
   * with `hints-shown` where nothing but the learner's own wish to see it is missing.
   */
  reference(attempt: Attempt): Promise<readonly TextFile[]>;
  /**
   * Opens the reference to a learner whom all hints did not help: the exercise counts as solved with the reference from then on,
   * until it is solved again from the starter. Refused with `not-started`, with `hints-left` while there are any, and with
   * `not-solved` where there never were.
   */
  revealReference(attempt: Attempt): Promise<readonly TextFile[]>;
  /**
   * The other right solutions that ship. Refused with `not-solved` while the reference is closed, and with `no-alternatives`
   * where there are none.
   */
  alternatives(attempt: Attempt): Promise<readonly Alternative[]>;
}

export interface ReferencePorts {
  readonly pack: Folder;
  readonly clock: WallClock;
  readonly progress: ProgressKeeper;
  readonly exercise: (id: string) => Promise<Exercise>;
  readonly hints: (id: string) => Promise<readonly HintText[]>;
}

export function referenceActions(ports: ReferencePorts): ReferenceActions {
  const { pack, clock, progress, exercise, hints } = ports;

  async function files({ folder, id, language }: Attempt): Promise<readonly TextFile[]> {
    const chosen = await exercise(id);
    const paths = learnerFiles(chosen, language);
    return filesOf(pack, chosen, { language, from: 'reference', paths, target: folder });
  }

  /** An exercise without hints gives no help that one could use up. */
  async function hintsLeft(folder: Folder, id: string): Promise<number | 'none ever'> {
    const all = await hints(id);
    if (all.length === 0) return 'none ever';
    const entry = (await progress.peek(folder)).exercises[id];
    return all.length - (entry ? shownHintNumbers(entry).length : 0);
  }

  function notSolved(id: string): CodealongError {
    return new CodealongError(
      'not-solved',
      `The reference of "${id}" opens once your own solution passes its checks, or after its last hint.`,
    );
  }

  async function reference(attempt: Attempt): Promise<readonly TextFile[]> {
    const { folder, id, language } = attempt;
    await exercise(id);
    if (isReferenceOpen((await progress.read(folder)).exercises[id]?.tracks[language])) return files(attempt);
    if ((await hintsLeft(folder, id)) !== 0) throw notSolved(id);
    throw new CodealongError(
      'hints-shown',
      `The reference of "${id}" opens once your own solution passes its checks. You have seen every hint, so you can have it now; then the exercise counts as solved with the reference, until you solve it again from the starter.`,
    );
  }

  async function revealReference(attempt: Attempt): Promise<readonly TextFile[]> {
    const { folder, id, language } = attempt;
    await requireStarted(folder, await exercise(id), language);
    const isOpen = isReferenceOpen((await progress.peek(folder)).exercises[id]?.tracks[language]);
    if (isOpen) return files(attempt);
    const left = await hintsLeft(folder, id);
    if (left === 'none ever') throw notSolved(id);
    if (left > 0) {
      throw new CodealongError(
        'hints-left',
        `${left === 1 ? 'One hint' : `${left} hints`} of "${id}" might still help. The reference opens after the last one.`,
      );
    }
    const shown = await files(attempt);
    await progress.update(folder, (before) => withReferenceSeen(before, id, language, clock.now()));
    return shown;
  }

  async function alternatives({ folder, id, language }: Attempt): Promise<readonly Alternative[]> {
    const chosen = await exercise(id);
    if (!isReferenceOpen((await progress.read(folder)).exercises[id]?.tracks[language])) {
      throw new CodealongError(
        'not-solved',
        `The other solutions of "${id}" open together with its reference: once your own solution passes its checks.`,
      );
    }
    const all = await alternativesOf(pack, chosen, language, folder);
    if (all.length === 0)
      throw new CodealongError('no-alternatives', `"${id}" has no solution other than its reference.`);
    return all;
  }

  return { reference, revealReference, alternatives };
}
