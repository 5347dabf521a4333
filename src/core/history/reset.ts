import { overwrite, type WriteTarget } from './overwrite';
import { baseOf, rebase } from './starter-base';
import { filesIn, textOf } from './their-files';
import { sameText } from '../scaffold/same-text';
import type { TextFile } from '../text-file';

/** What a reset did. Paths are relative to the learner's folder. */
export interface ResetReport {
  /** Files that have the starter's text again. */
  readonly restored: readonly string[];
  /** Id of the moment that holds what these files had; absent when nothing had to be kept. */
  readonly kept?: string;
}

/** Puts the learner's files of an exercise back to the starter. What they wrote is kept in the history first. */
export async function resetToStarter(
  target: WriteTarget,
  starter: readonly TextFile[],
): Promise<ResetReport> {
  const texts = baseOf(starter, target.own);
  const there = await filesIn(target.folder, target.own);
  const different = texts.filter(({ path, text }) => {
    const current = textOf(there, path);
    return current === undefined || !sameText(current, text);
  });
  const { changed, ...kept } = await overwrite(target, 'before-reset', different);
  await rebase(target.history, target.track, texts, target.now());
  return { restored: changed, ...kept };
}
