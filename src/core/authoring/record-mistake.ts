import { languagesOf, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import { CodealongError } from '../errors';
import type { LoadedMistake } from '../mistakes/load-mistakes';
import type { Edit, Mistake } from '../mistakes/mistake';
import { smallestEdit } from '../mistakes/smallest-edit';
import type { Folder } from '../ports';
import { editBase } from '../verify/solutions';
import { changedFiles, type WorkingCopy } from './working-copy';

const endings: Readonly<Record<Language, string>> = {
  typescript: '.ts',
  go: '.go',
  sql: '.sql',
  yaml: '.yaml',
  markdown: '.md',
};

/**
 * The mistake that a working copy holds: the smallest edits that make it of their bases, with title, story and checks of the
 * one that is there already. Refused with `nothing-changed` when the copy is its base, in every language.
 */
export async function mistakeIn(
  pack: Folder,
  exercise: Exercise,
  copy: WorkingCopy,
  known: LoadedMistake | undefined,
): Promise<Mistake> {
  const tracks = languagesOf(exercise.manifest);
  const edits: Partial<Record<Language, Edit>> = {};
  for (const language of tracks) {
    const over = copy.over[language];
    const base = await editBase(pack, exercise, language, over);
    if (!base) continue;
    const changed = await changedFiles(pack, copy, base, endings[language]);
    const { hunks, added } = smallestEdit(base.files, changed, base.mainFile);
    if (hunks.length + added.length > 0)
      edits[language] = { ...(over !== undefined && { over }), hunks, added, line: 1 };
  }
  const found = tracks.filter((language) => edits[language]);
  if (found.length === 0)
    throw new CodealongError('nothing-changed', `"${copy.mistake}" still equals its base: change it first.`);
  return {
    id: copy.mistake,
    title: known?.title ?? titleOf(copy.mistake),
    story: known?.story ?? '',
    rejectedBy: known?.rejectedBy ?? {},
    edits,
    ...(found.length < tracks.length && { onlyIn: found }),
  };
}

/**
 * The checks that a mistake is said to be rejected by, after a look at those that really failed: what its author said, where
 * all of that failed, else everything that failed.
 */
export function proposal(
  said: Mistake['rejectedBy'],
  failed: Readonly<Partial<Record<Language, readonly string[]>>>,
): Mistake['rejectedBy'] {
  return Object.fromEntries(
    Object.entries(failed).map(([language, ids]) => {
      const before = said[language as Language] ?? [];
      return [language, before.length > 0 && before.every((id) => ids.includes(id)) ? before : ids];
    }),
  );
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
