import type { FileUpdate } from '../../../core/history/updates';
import type { Solution } from '../../course/solution';
import { buttonFor, type Message } from '../../ui/message';
import { words } from '../../words';

/** Whether an update would change anything: files whose origin is not known are left alone. */
export function isWorthwhile(updates: readonly FileUpdate[]): boolean {
  return updates.some(({ kind }) => kind !== 'no-base');
}

/** Tells of a newer version of an exercise's files, and what can be done about it. Nothing is done without an answer. */
export function updateOffer(text: string, solution: Solution, isSeen: boolean): Message {
  const { buttons } = words;
  const see = buttonFor(buttons.seeChanges, 'codealong.seeUpdate', solution);
  const merge = buttonFor(buttons.update, 'codealong.applyUpdate', solution);
  const later = { title: buttons.notNow };
  return { text, buttons: isSeen ? [merge, later] : [see, merge, later] };
}
