import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Progress } from '../../../src/core/progress/progress';
import { markdownPreview } from '../markdown-preview';
import { pasteOver, goToLine } from '../text-editor';
import type { Desk } from '../shared-session';
import { expandItem, treeItem, treeItems } from '../tree';
import { waitFor } from '../wait-for';

const sheet = 'capacity-numbers.yaml';
const numbers = 'The numbers of the rush';
const week3 = [
  '§3.1',
  'Indexes that no query asked for',
  'Indexes for the orders table',
  '§3.2',
  'The numbers of one row and many',
  'Cache-aside',
  '§3.3',
  'Saga orchestrator',
  'Inventory reservation',
  'Stock in a hundred shops',
];

/** The steps of a learner who goes through the rows of the first weeks. */
export function rows(desk: Desk, folderOf: () => string): void {
  const progress = (): Progress | undefined => {
    const file = path.join(folderOf(), '.codealong/progress.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : undefined;
  };

  it('shows what there is to read, to build, to compute and to try, in order', async () => {
    const { workbench } = desk;
    await workbench.resizeSidebar(420);
    await treeItem(workbench, '§1.1').waitFor();
    const rows = await treeItems(workbench).allInnerTexts();
    const [section, toTry, sum, build] = [
      '§1.1',
      'How the gateway spreads',
      numbers,
      'Find the bottleneck',
    ].map((title) => rows.findIndex((row) => row.includes(title)));
    assert.deepEqual(
      [toTry, sum, build],
      [1, 2, 3].map((after) => (section ?? NaN) + after),
    );
  });

  it('ticks what was read, by hand, and counts it', async () => {
    const { workbench } = desk;
    const row = treeItem(workbench, '§1.1');
    await row.getByRole('checkbox').click();
    await waitFor(() => progress()?.ticks['phase-1/1.1']?.done === true, 'the tick was not kept');
    await treeItem(workbench, /^Week 1: .*1\//s).waitFor();
    await treeItem(workbench, '§1.1').getByRole('checkbox', { checked: true }).waitFor();
  });

  it('tells which slip a wrong number looks like', async () => {
    const { workbench } = desk;
    // The tree is redrawn after a tick, and a button of a row that goes away would ask which exercise.
    await workbench.runCommandFor('Code-Along: Start Exercise', numbers);
    await workbench.notification(`${numbers} is ready`);
    await pasteOver(workbench, sheet, 'orders-per-second: 10000 * 60\n');
    await workbench.page.getByRole('button', { name: 'Check My Solution' }).first().click();
    await workbench.notification(`${numbers}: 0 of 6 pass`);
    await workbench.clearNotifications();
    await goToLine(workbench, sheet, 0);
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await workbench.page.getByText('That is how many arrive in an hour.').first().waitFor();
    await workbench.screenshot('rows-slip');
    await workbench.page.keyboard.press('Escape');
  });

  it('ticks an answer sheet by itself once its numbers are right', async () => {
    const { workbench } = desk;
    const right = [
      'orders-per-second: 10000 / 60',
      'orders-per-day: 14.4M',
      'payment-in-flight: 10000 / 60 * 0.2',
      'downtime-per-year: 52.56 min',
      'load-test-ceiling: 100',
      'hung-in-flight: 15_000',
    ];
    await pasteOver(workbench, sheet, `${right.join('\n')}\n`);
    await workbench.page.getByRole('button', { name: 'Check My Solution' }).first().click();
    await workbench.notification(`${numbers} passed`);
    await treeItem(workbench, /^Week 1: .*2\//s).waitFor();
    await workbench.clearNotifications();
  });

  it('tells what to look for in the code base, and runs nothing', async () => {
    const { workbench } = desk;
    await treeItem(workbench, 'How the gateway spreads').click();
    const dialog = workbench.page.getByRole('dialog');
    await dialog.getByText('Is it in force?').waitFor();
    await workbench.screenshot('rows-try');
    await dialog.getByRole('button', { name: 'Copy the Command' }).click();
    await workbench.page.waitForFunction(
      "navigator.clipboard.readText().then((text) => text.startsWith('git grep '))",
    );
  });

  it('says what there is to show for a week, and what is missing', async () => {
    const { workbench } = desk;
    await treeItem(
      workbench,
      /Deliverables.*0 of 3: Circuit breaker, Metrics, Load test analysis missing/s,
    ).waitFor();
    await workbench.screenshot('rows');
    await treeItem(workbench, 'Week 1: ').locator('.monaco-tl-twistie').click();
    await expandItem(workbench, 'Week 2: ');
    await treeItem(workbench, /Milestone of weeks 1 and 2.*0 of 4/s).waitFor();
    await workbench.screenshot('week-2');
  });

  it('is whole at its core in week 3, from the first row to the last', async () => {
    const { workbench } = desk;
    await workbench.page.setViewportSize({ width: 1440, height: 1400 });
    await treeItem(workbench, 'Week 2: ').locator('.monaco-tl-twistie').click();
    await expandItem(workbench, 'Week 3: ');
    await treeItem(workbench, 'Stock in a hundred shops').waitFor();
    const rows = await treeItems(workbench).allInnerTexts();
    const places = week3.map((title) => rows.findIndex((row) => row.includes(title)));
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
    assert.ok(!places.includes(-1), rows.join('\n'));
    await workbench.screenshotInBothThemes('week-3');
  });

  it('reads a section, looks at its picture and unfolds an answer', async () => {
    const { workbench } = desk;
    await treeItem(workbench, '§3.2').click();
    const guide = markdownPreview(workbench);
    const picture = guide.locator('img').first();
    await picture.scrollIntoViewIfNeeded();
    const { naturalWidth, width } = await picture.evaluate(
      (image: { naturalWidth: number; width: number }) => ({
        naturalWidth: image.naturalWidth,
        width: image.width,
      }),
    );
    assert.ok(naturalWidth > 0, 'the picture was not loaded');
    assert.ok(width > naturalWidth, `at ${width} pixels its smallest text is smaller than that of the page`);
    await workbench.screenshotInBothThemes('guide-picture');
    const answer = guide.locator('details').first();
    await answer.locator('summary').click();
    await answer.locator('p').first().waitFor();
    await workbench.screenshotInBothThemes('guide-answer');
  });
}
