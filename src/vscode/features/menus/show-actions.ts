import { commands, window } from 'vscode';
import { isDrawn } from '../../../core/numbers/draw';
import { Dismissed } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import type { Parts } from '../parts';

/** Offers what can be done with an exercise, the most usual first. */
export async function showActions({ course }: Parts, target: Target): Promise<void> {
  const { manifest } = await course.exercise(target.exercise);
  const isDrawable = manifest.sheet !== undefined && isDrawn(manifest.sheet);
  const isDesign = manifest.design !== undefined;
  const isCode = !isDesign && manifest.sheet === undefined;
  const items = words.actions.items
    .filter(({ command }) => command !== 'codealong.draw' || isDrawable)
    .filter(({ command }) => command !== 'codealong.rate' || isDesign)
    .filter(({ command }) => command !== 'codealong.compareWithAlternative' || isCode)
    .map((item) =>
      isDesign && item.command === 'codealong.compareWithReference'
        ? { ...item, label: words.modelAnswer }
        : item,
    );
  const picked = await window.showQuickPick(items, {
    title: manifest.title,
    placeHolder: words.actions.placeHolder,
  });
  if (!picked) throw new Dismissed();
  await commands.executeCommand(picked.command, target);
}
