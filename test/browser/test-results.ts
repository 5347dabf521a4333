import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** So many rows of the Test Explorer, as a screen reader hears them: `"rejects when open (Passed)"`. */
export async function testResults({ page }: Workbench, count: number): Promise<string[]> {
  const rows = page.locator('.test-explorer .monaco-list-row');
  await rows.nth(count - 1).waitFor();
  return Promise.all((await rows.all()).map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
}

/** Chooses the first message in the list of results, and returns the panel that then explains it. */
export async function explainFirstFailure({ page }: Workbench): Promise<Locator> {
  const panel = page.locator('.part.panel');
  await panel.locator('.monaco-list-row[aria-level="3"]').first().click();
  return panel;
}

/** Selects a check, or the whole run by the name of the course, in the list of results, which shows what it printed. */
export async function selectResult({ page }: Workbench, label: string): Promise<void> {
  const panel = page.locator('.part.panel');
  const row = panel.locator('.monaco-list-row').filter({ hasText: label });
  // Results that still come in move the rows under the pointer.
  for (let tries = 1; tries < 5; tries++) {
    await row.first().click();
    await page.waitForTimeout(500);
    if ((await row.and(page.locator('.focused')).count()) > 0) break;
  }
  await row.and(page.locator('.focused')).waitFor();
  await panel.locator('.xterm').first().waitFor();
}
