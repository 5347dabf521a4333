import { window } from 'vscode';
import { pathKey } from '../../course/chosen-path';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';

/** Asks for a learning path and limits the view to its weeks. */
export async function filterByPath({ course, context }: Parts): Promise<void> {
  const { paths } = (await course.catalog()).course;
  const every = { ...words.filter.all, id: undefined };
  const items = paths.map(({ id, title, summary, weeks }) => {
    return { label: title, description: words.filter.weeks(weeks), detail: summary, id };
  });
  const { title, placeHolder } = words.filter;
  const picked = await window.showQuickPick([every, ...items], { title, placeHolder, matchOnDetail: true });
  if (!picked) throw new Dismissed();
  await context.workspaceState.update(pathKey, picked.id);
  course.changed();
}

export async function clearFilter({ course, context }: Parts): Promise<void> {
  await context.workspaceState.update(pathKey, undefined);
  course.changed();
}
