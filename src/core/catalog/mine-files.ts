import type { Catalog } from './catalog';
import type { ExerciseFile } from './exercise-files';

const typescriptFile = /^my-checks\/([^/]+)\/([^/]+)\.ts$/;
const goFile = /^(.+)\/([^/]+)_mine_test\.go$/;

/** The exercises that a check of the learner's own belongs to, by where it lies: its folder names one, or is that of its code. */
export function mineFiles(catalog: Catalog, path: string): readonly ExerciseFile[] {
  const [, exercise, check] = typescriptFile.exec(path) ?? [];
  if (exercise !== undefined && check !== undefined && catalog.entries.has(exercise))
    return [{ exercise, language: 'typescript', role: 'mine', check }];
  const [, folder, name] = goFile.exec(path) ?? [];
  if (folder === undefined || name === undefined) return [];
  return [...catalog.entries].flatMap(([id, { tracks }]) => {
    const isThere = tracks.go?.files.some(({ path: own }) => own.slice(0, own.lastIndexOf('/')) === folder);
    return isThere
      ? [{ exercise: id, language: 'go' as const, role: 'mine' as const, check: name.replaceAll('_', '-') }]
      : [];
  });
}
