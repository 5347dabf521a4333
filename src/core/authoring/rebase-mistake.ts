import { applyEdit, type EditBase } from '../mistakes/apply-edit';
import type { Edit } from '../mistakes/mistake';
import { smallestEdit } from '../mistakes/smallest-edit';
import type { TextFile } from '../text-file';
import { mergeThreeWays } from './merge-three-ways';

/** What became of an edit when its base changed. */
export type Rebased =
  | { readonly outcome: 'fits' }
  | { readonly outcome: 'carried'; readonly edit: Edit }
  /** Both changed the same lines; the files have both, between conflict markers. */
  | { readonly outcome: 'conflict'; readonly files: readonly TextFile[] }
  /** No base that is known takes the edit. */
  | { readonly outcome: 'lost' };

/**
 * Carries an edit over to a changed base. `earlier` gives bases as they were, the newest first: the first that takes the edit is
 * where it comes from, and what changed since is merged three ways.
 */
export async function rebaseEdit(
  edit: Edit,
  base: EditBase,
  earlier: AsyncIterable<EditBase>,
): Promise<Rebased> {
  if (applyEdit(edit, base).problems.length === 0) return { outcome: 'fits' };
  for await (const before of earlier) {
    const applied = applyEdit(edit, before);
    if (applied.problems.length > 0) continue;
    const merged = mergeFiles(before.files, applied.files, base.files);
    if (merged.isConflict) return { outcome: 'conflict', files: merged.files };
    const { hunks, added } = smallestEdit(base.files, merged.files, base.mainFile);
    return { outcome: 'carried', edit: { ...edit, hunks, added } };
  }
  return { outcome: 'lost' };
}

/** The mistake's files with what changed between the two bases. */
function mergeFiles(
  before: readonly TextFile[],
  mistake: readonly TextFile[],
  after: readonly TextFile[],
): { readonly files: readonly TextFile[]; readonly isConflict: boolean } {
  const [old, now] = [textsOf(before), textsOf(after)];
  let isConflict = false;
  const files = mistake.map(({ path, text }) => {
    const [theirs, ours] = [old.get(path), now.get(path)];
    if (theirs === undefined || ours === undefined) return { path, text };
    const merged = mergeThreeWays(text, theirs, ours);
    isConflict ||= merged.isConflict;
    return { path, text: merged.text };
  });
  return { files, isConflict };
}

function textsOf(files: readonly TextFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}
