import { languagesOf, learnerFiles, trackOf, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import { filesBelow } from '../files-below';
import { memoryFolder } from '../memory-folder';
import type { Folder } from '../ports';

/** A solution that the author ships, and what must become of it. */
export interface AuthoredSolution {
  readonly language: Language;
  readonly role: 'starter' | 'reference' | 'alternative' | 'wrong';
  readonly id: string;
  /** For a wrong solution: the checks that must fail. */
  readonly rejectedBy: readonly string[];
}

/** Every solution that an exercise ships, in the order in which they are best read. */
export function solutionsOf(exercise: Exercise): readonly AuthoredSolution[] {
  const { wrong, alternative } = exercise.manifest;
  return languagesOf(exercise.manifest).flatMap((language): readonly AuthoredSolution[] => [
    { language, role: 'starter', id: 'starter', rejectedBy: [] },
    { language, role: 'reference', id: 'reference', rejectedBy: [] },
    ...alternative
      .filter((other) => other.language === language)
      .map(({ id }) => ({ language, role: 'alternative' as const, id, rejectedBy: [] })),
    ...wrong
      .filter((other) => other.language === language)
      .map(({ id, rejectedBy }) => ({ language, role: 'wrong' as const, id, rejectedBy })),
  ]);
}

/** What a solution is called among those of its exercise and language, for example `wrong/forgets-last`. */
export function solutionName({ role, id }: Pick<AuthoredSolution, 'role' | 'id'>): string {
  return role === 'starter' || role === 'reference' ? role : `${role}/${id}`;
}

/** Where the files of a solution lie in the pack. */
export function solutionPath(exercise: Exercise, solution: AuthoredSolution): string {
  return `${exercise.path}/${solution.language}/${solutionName(solution)}`;
}

/**
 * A folder as a learner with this solution would have it: the kit and the starter, over them the reference unless it is
 * the starter itself, over them the solution's own files.
 */
export async function assemble(
  pack: Folder,
  exercise: Exercise,
  solution: AuthoredSolution,
): Promise<Folder> {
  const { language, role } = solution;
  const track = `${exercise.path}/${language}`;
  const layers = [`kit/${language}`, `${track}/starter`];
  if (role !== 'starter') layers.push(`${track}/reference`);
  if (role === 'alternative' || role === 'wrong') layers.push(solutionPath(exercise, solution));
  const files = (await Promise.all(layers.map((layer) => filesBelow(pack, layer)))).flat();
  return memoryFolder(`${exercise.manifest.id}/${language}/${solution.id}`, files);
}

/** The paths that a solution of this role must bring. */
export function requiredFiles(exercise: Exercise, { language, role }: AuthoredSolution): readonly string[] {
  if (role === 'starter') return trackOf(exercise, language).files.map((file) => file.path);
  return role === 'reference' ? learnerFiles(exercise, language) : [];
}
