import type { DoItem, Item, ReadItem } from '../catalog/items';
import { isSolved } from './exercise-state';
import { stateOf, type Progress } from './progress';

/** What a learner ticks by hand: a section that was read, something that was tried. */
export type TickedItem = ReadItem | DoItem;

/** The key of a tick in the progress file. It holds no title, so that a tick survives better words. */
function keyOf(item: TickedItem): string {
  return item.kind === 'read' ? item.anchor : `do/${item.id}`;
}

export function isTicked({ ticks }: Progress, item: TickedItem): boolean {
  return ticks[keyOf(item)]?.done === true;
}

/** Whether an item is ticked, or has ticked itself. */
export function isDone(progress: Progress, item: Item): boolean {
  if (item.kind === 'read' || item.kind === 'do') return isTicked(progress, item);
  return item.kind !== 'mock' && isSolved(stateOf(progress, item.exercise));
}

/** A tick that is taken away is kept as that: another copy of the folder would bring it back. */
export function withTick(progress: Progress, item: TickedItem, done: boolean, now: number): Progress {
  return { ...progress, ticks: { ...progress.ticks, [keyOf(item)]: { done, at: now } } };
}
