import { window } from 'vscode';
import { CodealongError } from '../../../core/errors';
import type { Moment } from '../../../core/history/moment';
import type { Chosen } from '../../course/choose-solution';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import { momentIcon } from './moment-icon';

/** The moment with this id, else the one that the learner chooses. Refused with `no-moment` when nothing is kept. */
export async function pickMoment(
  { app, attempt, exercise }: Chosen,
  placeHolder: string,
  { id, except }: { readonly id?: string | undefined; readonly except?: Moment } = {},
): Promise<Moment> {
  const { title } = exercise.manifest;
  const { moments, keeper } = await app.history(attempt);
  const known = moments.find((moment) => moment.id === id);
  if (known) return known;
  const items = moments
    .filter((moment) => moment.id !== except?.id)
    .reverse()
    .map((moment) => {
      const [label, description] = [words.history.moment(moment), words.history.ago(moment.at)];
      return { label, description, iconPath: momentIcon(moment), moment };
    });
  if (items.length === 0) throw new CodealongError('no-moment', words.refusals.nothingKept(title));
  const picked = await window.showQuickPick(items, {
    title: words.history.title(title, keeper),
    placeHolder,
    matchOnDescription: true,
  });
  if (!picked) throw new Dismissed();
  return picked.moment;
}
