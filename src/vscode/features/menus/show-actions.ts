import { commands, window } from 'vscode';
import { isDrawn } from '../../../core/sheets/sheet-text';
import { Dismissed } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import type { Parts } from '../parts';

/** Offers what can be done with an exercise, the most usual first. */
export async function showActions({ course }: Parts, target: Target): Promise<void> {
  const { manifest } = await course.exercise(target.exercise);
  const isDrawable = manifest.sheet !== undefined && isDrawn(manifest.sheet);
  const items = words.actions.items.filter(({ command }) => command !== 'codealong.draw' || isDrawable);
  const picked = await window.showQuickPick(items, {
    title: manifest.title,
    placeHolder: words.actions.placeHolder,
  });
  if (!picked) throw new Dismissed();
  await commands.executeCommand(picked.command, target);
}
