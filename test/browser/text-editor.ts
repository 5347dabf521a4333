import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';
import type { Declaration } from '../support/declared-at';
import type { Workbench } from './workbench';

const SELECT_ALL = 'ControlOrMeta+a';
const PASTE = 'ControlOrMeta+v';
const SAVE = 'ControlOrMeta+s';
const TO_THE_TOP = 'ControlOrMeta+Home';
const GO_TO_LINE = 'ControlOrMeta+g';

/** The editor that shows the file of this name. */
export async function editorOf({ page }: Workbench, name: string): Promise<Locator> {
  const editor = page.locator(`.part.editor .monaco-editor[data-uri$="/${name}"]`).first();
  await editor.locator('.view-lines').waitFor();
  return editor;
}

/** Replaces everything in an editor through the clipboard, and goes back to its first line. */
export async function pasteOver(workbench: Workbench, name: string, text: string): Promise<void> {
  const { page } = workbench;
  await bringToFront(workbench, name);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press(SELECT_ALL);
  await page.keyboard.press(PASTE);
  await page.locator('.tab.active.dirty').waitFor();
  await page.keyboard.press(TO_THE_TOP);
  await showsTheTopOf(workbench, name, text);
}

/** Waits until the first line of this text is on screen in the editor of the file of this name. */
export async function showsTheTopOf(workbench: Workbench, name: string, text: string): Promise<void> {
  const [first = ''] = text.split('\n');
  await lineOf(await editorOf(workbench, name), first).waitFor();
}

export async function save({ page }: Workbench): Promise<void> {
  await page.keyboard.press(SAVE);
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
}

/** Scrolls to a line, which counts from 0. */
export async function goToLine(workbench: Workbench, name: string, line: number): Promise<void> {
  await bringToFront(workbench, name);
  const input = workbench.page.locator('.quick-input-widget input[type="text"]');
  await workbench.inListOf(GO_TO_LINE, async (timeout) => {
    await input.fill(`:${line + 1}`, { timeout });
    await input.press('Enter', { timeout });
  });
}

/** Presses an action that stands above a line of code. */
export async function pressLens(
  workbench: Workbench,
  name: string,
  title: string,
  line: string,
): Promise<void> {
  const editor = await editorOf(workbench, name);
  const lenses = editor.locator('.codelens-decoration a').filter({ hasText: title, visible: true });
  await lenses.first().waitFor();
  const heightOf = async (element: Locator): Promise<number> => (await element.boundingBox())?.y ?? Infinity;
  const { below, heights } = await settled(async () => ({
    below: await heightOf(lineOf(editor, line)),
    heights: await Promise.all((await lenses.all()).map(heightOf)),
  }));
  const above = heights.filter((height) => height < below);
  await lenses.nth(heights.indexOf(Math.max(...above))).click();
}

/** What `look` sees when nothing moves any more: lines and lenses do, while the editor lays them out. */
async function settled<T>(look: () => Promise<T>): Promise<T> {
  for (let before = await look(); ;) {
    await setTimeout(100);
    const now = await look();
    if (isDeepStrictEqual(before, now)) return now;
    before = now;
  }
}

/** Rests the pointer on a declared symbol, and returns the note that then appears with this link in it. */
export async function noteOn(
  workbench: Workbench,
  name: string,
  { lineText, name: symbol }: Declaration,
  link: string,
): Promise<Locator> {
  const editor = await editorOf(workbench, name);
  await lineOf(editor, lineText)
    .locator('span', { hasText: new RegExp(`^\\s*${symbol}$`) })
    .last()
    .hover();
  const note = workbench.page.locator('.monaco-hover').filter({ hasText: link }).first();
  await note.waitFor();
  return note;
}

function lineOf(editor: Locator, text: string): Locator {
  return editor.locator('.view-line').filter({ hasText: text }).first();
}

/**
 * A click into the text would do as well, but the browser would first scroll the text to where it clicks. A preview that opened
 * a moment ago may take the focus back while it loads: then one clicks again.
 */
export async function bringToFront(workbench: Workbench, name: string): Promise<void> {
  const { page } = workbench;
  const tab = page.locator('.part.editor').getByRole('tab', { name }).first();
  const focused = page.locator(`.part.editor .monaco-editor.focused[data-uri$="/${name}"]`);
  for (let clicks = 1; clicks < 5; clicks++) {
    await tab.click();
    const hasFocus = await focused.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (hasFocus) return;
  }
  await tab.click();
  await focused.waitFor();
}
