import { env, window } from 'vscode';
import type { DoItem } from '../../../core/catalog/items';
import { requireTrust } from '../../course/trust';
import { words } from '../../words';

/** Tells what to try on a clone of the code base, and what to look for. Its command is typed into a terminal, never run. */
export async function tryOut(argument: unknown): Promise<void> {
  const { title, look, run } = argument as DoItem;
  const { terminal, copy } = words.tryOut;
  const buttons = run === undefined ? [] : [terminal, copy];
  const detail = words.tryOut.detail(look, run);
  const chosen = await window.showInformationMessage(title, { modal: true, detail }, ...buttons);
  if (chosen === copy) await env.clipboard.writeText(run ?? '');
  if (chosen !== terminal) return;
  requireTrust();
  const opened = window.createTerminal(title);
  opened.show();
  opened.sendText(run ?? '', false);
}
