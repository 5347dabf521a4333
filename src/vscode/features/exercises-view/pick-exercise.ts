import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { startedTracks, stateOf } from '../../../core/progress/progress';
import { exercisesOf } from '../../../core/catalog/items';
import type { Course } from '../../course/course';
import { Dismissed } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import { stateIcon } from './state-icon';

/** Lets the learner find an exercise by its name, its week or what it is about. */
export async function pickExercise(course: Course): Promise<Target> {
  const { course: data, entries } = await course.catalog();
  const progress = await course.progress();
  const items: (QuickPickItem & { readonly exercise?: string })[] = [];
  for (const week of data.weeks) {
    const ids = week.blocks.flatMap(exercisesOf).filter((id) => entries.has(id));
    if (ids.length > 0) items.push({ label: words.tree.week(week), kind: QuickPickItemKind.Separator });
    for (const id of ids) {
      const entry = entries.get(id);
      if (!entry) continue;
      const state = stateOf(progress, id);
      items.push({
        label: entry.title,
        description: words.tree.exerciseDescription(entry, startedTracks(progress, id)),
        detail: entry.summary,
        iconPath: stateIcon(state),
        exercise: id,
      });
    }
  }
  const { title, placeHolder } = words.pickExercise;
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  const picked = await window.showQuickPick(items, options);
  if (picked?.exercise === undefined) throw new Dismissed();
  return { exercise: picked.exercise };
}
