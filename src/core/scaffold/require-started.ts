import { learnerFiles, trackOf, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import { CodealongError } from '../errors';
import type { Folder } from '../ports';

/** Refuses with `not-started` when none of the learner's files is there. */
export async function requireStarted(folder: Folder, exercise: Exercise, language: Language): Promise<void> {
  const { id } = exercise.manifest;
  trackOf(exercise, language);
  const kinds = await Promise.all(learnerFiles(exercise, language).map((path) => folder.kind(path)));
  if (kinds.some((kind) => kind !== 'missing')) return;
  throw new CodealongError(
    'not-started',
    `"${id}" has not been started in ${language} in ${folder.location}. Start it first; its files will be written there.`,
  );
}
