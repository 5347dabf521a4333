import type { Locator } from 'playwright-core';
import { editorOf, showsTheTopOf } from './text-editor';
import { STEP_TIMEOUT_MS, type Workbench } from './workbench';

/** Keys of our own, as package.json binds them. */
const chord =
  (last: string) =>
  async ({ page }: Workbench): Promise<void> => {
    await page.keyboard.press('Control+Alt+k');
    await page.keyboard.press(`Control+Alt+${last}`);
  };
export const check = chord('c');
export const hint = chord('h');

/** Goes to the code, which is beside the brief, and waits until one can type into it. */
export async function toTheCode(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.keyboard.press('ControlOrMeta+1');
  await (await editorOf(workbench, name)).and(workbench.page.locator('.focused')).waitFor();
}

/** Replaces everything in the editor that has the focus, and goes back to its first line. */
export async function writeOver(workbench: Workbench, name: string, text: string): Promise<void> {
  const { page } = workbench;
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
  await page.locator('.tab.active.dirty').waitFor();
  await page.keyboard.press('ControlOrMeta+Home');
  await showsTheTopOf(workbench, name, text);
}

/** Goes down the tree that has the focus to a row, and chooses it. */
export async function choose({ page }: Workbench, row: Locator): Promise<void> {
  await press(page, 'ArrowDown', async () => (await row.getAttribute('class'))?.includes('focused') === true);
  await page.keyboard.press('Enter');
}

/** Goes from one thing to the next until this one has the focus. */
export async function tabTo({ page }: Workbench, target: Locator): Promise<void> {
  await press(page, 'Tab', () =>
    target.evaluate((element: Element) => element === element.ownerDocument.activeElement),
  );
}

/** What `tabTo` needs of an element: it runs inside the page. */
interface Element {
  readonly ownerDocument: { readonly activeElement: unknown };
}

async function press(page: Workbench['page'], key: string, isThere: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + STEP_TIMEOUT_MS;
  while (!(await isThere())) {
    if (Date.now() > deadline) throw new Error(`Pressing ${key} led nowhere.`);
    await page.keyboard.press(key);
    await page.waitForTimeout(100);
  }
}
