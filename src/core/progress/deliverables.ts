import type { Catalog } from '../catalog/catalog';
import type { Deliverable } from '../catalog/course';
import { isSolved } from './exercise-state';
import { stateOf, type Progress } from './progress';

/** Whether something to show for is there, and what it lacks. */
export interface DeliverableState {
  readonly title: string;
  readonly isDone: boolean;
  /** Titles of the exercises that are not solved. */
  readonly missing: readonly string[];
  /** Ids of the exercises that the course does not have yet. */
  readonly planned: readonly string[];
}

export function deliverableState(
  { entries }: Pick<Catalog, 'entries'>,
  progress: Progress,
  { title, needs }: Deliverable,
): DeliverableState {
  const missing = needs.flatMap((id) => {
    const entry = entries.get(id);
    return entry && !isSolved(stateOf(progress, id)) ? [entry.title] : [];
  });
  const planned = needs.filter((id) => !entries.has(id));
  return { title, isDone: missing.length + planned.length === 0, missing, planned };
}
