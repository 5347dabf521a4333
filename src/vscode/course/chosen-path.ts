import type { Memento } from 'vscode';
import type { Course } from '../../core/catalog/course';

/** Where the choice of a learning path is remembered. */
export const pathKey = 'codealong.path';

/** The learning path that the learner follows, if any. */
export function chosenPath(memory: Memento, course: Course): Course['paths'][number] | undefined {
  const id = memory.get<string>(pathKey);
  return course.paths.find((path) => path.id === id);
}
