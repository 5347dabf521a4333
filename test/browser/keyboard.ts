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

/** Runs a command by its full title. A window that is still loading closes the palette: then it is opened once more. */
export async function run({ page }: Pick<Workbench, 'page'>, title: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
  for (let tries = 1; tries < 5; tries++) {
    await page.keyboard.press('F1');
    await page.keyboard.type(title);
    const isThere = await row.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return choose({ page }, row);
    await page.keyboard.press('Escape');
  }
  throw new Error(`There is no command "${title}".`);
}

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

/** Goes down the tree or list that has the focus to a row, and chooses it. */
export async function choose({ page }: Pick<Workbench, 'page'>, row: Locator): Promise<void> {
  await press(page, 'ArrowDown', async () => /\bfocused\b/.test((await row.getAttribute('class')) ?? ''));
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
