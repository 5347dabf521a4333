import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** A row of a tree in the sidebar, found by a part of its label. */
export function treeItem({ page }: Workbench, label: string | RegExp): Locator {
  return page.locator('.part.sidebar').getByRole('treeitem').filter({ hasText: label }).first();
}

export async function expandItem(workbench: Workbench, label: string | RegExp): Promise<void> {
  const row = treeItem(workbench, label);
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
}

/** Presses one of the buttons that appear at the end of a row under the pointer. */
export async function pressInlineAction(
  workbench: Workbench,
  label: string | RegExp,
  action: string | RegExp,
): Promise<void> {
  const row = treeItem(workbench, label);
  await row.hover();
  await row.getByRole('button', { name: action }).click();
}
