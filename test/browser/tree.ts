import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

const now = '[aria-label="Now Section"]';

/** A row of a tree in the sidebar, found by a part of its label. Those of the Now view are left to `nowItem`. */
export function treeItem(workbench: Workbench, label: string | RegExp): Locator {
  return treeItems(workbench).filter({ hasText: label }).first();
}

/** All rows in sight of the sidebar's trees but for the Now view. */
export function treeItems({ page }: Workbench): Locator {
  return page.locator(`.part.sidebar .pane:not(:has(${now}))`).getByRole('treeitem');
}

/** A row of the Now view. */
export function nowItem({ page }: Workbench, label: string | RegExp): Locator {
  const pane = page.locator(`.part.sidebar .pane:has(${now})`);
  return pane.getByRole('treeitem').filter({ hasText: label }).first();
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
