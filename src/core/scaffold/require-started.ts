import { languagesOf, learnerFiles, trackOf, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import { CodealongError } from '../errors';
import type { Folder } from '../ports';

/** Refuses with `not-started` when none of the learner's files is there. */
export async function requireStarted(folder: Folder, exercise: Exercise, language: Language): Promise<void> {
  const { id } = exercise.manifest;
  trackOf(exercise, language);
  if (await isStarted(folder, exercise, language)) return;
  throw new CodealongError(
    'not-started',
    `"${id}" has not been started in ${language} in ${folder.location}. Start it first; its files will be written there.`,
  );
}

/** Refuses with `not-started` when none of the learner's files is there, in whatever language. */
export async function requireStartedSomewhere(folder: Folder, exercise: Exercise): Promise<void> {
  for (const language of languagesOf(exercise.manifest))
    if (await isStarted(folder, exercise, language)) return;
  const { id } = exercise.manifest;
  throw new CodealongError(
    'not-started',
    `"${id}" has not been started in ${folder.location}. Start it first.`,
  );
}

async function isStarted(folder: Folder, exercise: Exercise, language: Language): Promise<boolean> {
  const kinds = await Promise.all(learnerFiles(exercise, language).map((path) => folder.kind(path)));
  return kinds.some((kind) => kind !== 'missing');
}
