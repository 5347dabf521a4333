import { overwrite, type Overwritten, type WriteTarget } from './overwrite';
import { rebase } from './starter-base';
import type { UpdatePlan } from './updates';

/** What an update did. Paths are relative to the learner's folder. */
export interface UpdateReport extends Overwritten {
  /** Files in which both sides changed the same lines: they hold both, between conflict markers. */
  readonly conflicts: readonly string[];
  /** Files left alone because the version they were made from is no longer known. */
  readonly leftAlone: readonly string[];
}

/** Brings the course's changes into the learner's files. What was there is kept first. */
export async function applyUpdate(target: WriteTarget, { files, base }: UpdatePlan): Promise<UpdateReport> {
  const texts = files.flatMap((file) =>
    file.kind === 'no-base' ? [] : [{ path: file.path, text: file.text }],
  );
  const written = await overwrite(target, 'before-update', texts);
  await rebase(target.history, target.track, base, target.now());
  const pathsOf = (kind: 'conflict' | 'no-base'): readonly string[] =>
    files.filter((file) => file.kind === kind).map(({ path }) => path);
  return { ...written, conflicts: pathsOf('conflict'), leftAlone: pathsOf('no-base') };
}
