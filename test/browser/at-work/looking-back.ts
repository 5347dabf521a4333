import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkProcesses } from '../../support/check-processes';
import { circuitBreaker, type Lesson } from '../learner';
import type { Desk } from '../shared-session';
import { bringToFront, pasteOver, save } from '../text-editor';
import { treeItem } from '../tree';
import { waitFor } from '../wait-for';
import type { Workbench } from '../workbench';

const endless = '// never ends\nfor (;;) {}\n';
const broken =
  '// a first try\nexport class CircuitBreaker {}\nexport class CircuitOpenError extends Error {}\n';

/** The steps of a learner who tries things out, looks back, and goes back. */
export function lookingBack(desk: Desk, folderOf: () => string): void {
  let lesson: Lesson;
  let title: string;
  let folder: string;
  let count: number;
  before(() => {
    lesson = circuitBreaker(desk.session);
    title = lesson.manifest.title;
    count = lesson.manifest.checks.length;
    folder = folderOf();
  });
  const onDisk = (): string => readFileSync(path.join(folder, lesson.file), 'utf8');

  it('sees the verdict change with each save, and that it is old in between', async () => {
    const { workbench } = desk;
    await continuousRun(workbench);
    await pasteOver(workbench, lesson.name, broken);
    await save(workbench);
    await workbench.statusBar(new RegExp(`${title} 0/${count}$`));
    await pasteOver(workbench, lesson.name, lesson.reference);
    await workbench.statusBar(`${title} 0/${count}, edited since`);
    await workbench.screenshot('edited-since');
    await save(workbench);
    await workbench.statusBar(new RegExp(`${title} ${count}/${count}$`));
    await continuousRun(workbench);
  });

  it('finds its attempts and what it has solved in the Progress view', async () => {
    const { workbench } = desk;
    await workbench.openView('Code-Along');
    await treeItem(workbench, `Passed: ${count} of ${count}`).waitFor();
    await treeItem(workbench, `Failed: 0 of ${count} passed`).waitFor();
    await treeItem(workbench, /^Production-ready/)
      .filter({ hasText: /1\/\d/ })
      .waitFor();
    await workbench.screenshot('progress');
  });

  it('compares two attempts', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Code-Along: Compare Two Versions');
    await workbench.pick(`Passed: ${count} of ${count}`, 'Passed');
    await workbench.pick(`Failed: 0 of ${count} passed`, 'Failed');
    const comparison = workbench.page.locator('.part.editor .monaco-diff-editor');
    await comparison.locator('.original').getByText('// a first try').waitFor();
    await comparison.locator('.modified .view-line').first().waitFor();
    await workbench.screenshot('compare-attempts');
  });

  it('starts over, and undoes that from the message about it', async () => {
    const { workbench } = desk;
    await bringToFront(workbench, lesson.name);
    await workbench.runCommand('Code-Along: Reset to the Starter');
    await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Reset' }).click();
    await workbench.notification(`${title} was reset to the starter.`);
    assert.equal(onDisk(), lesson.starter);
    await workbench.statusBar(new RegExp(`${title}$`));
    await workbench.screenshot('reset');
    await workbench.answer(`${title} was reset to the starter.`, 'Undo');
    await workbench.notification(`${title}: Reset undone.`);
    assert.equal(onDisk(), lesson.reference);
    await workbench.clearNotifications();
  });

  it('ends a check that never would, in the message, the status bar or the title of the editor', async () => {
    const { workbench } = desk;
    const { page } = workbench;
    await pasteOver(workbench, lesson.name, endless);
    await save(workbench);
    const waysOut = [
      () => workbench.answer(`Checking ${title}`, 'Cancel'),
      async () => (await workbench.statusBar(title)).click(),
      () =>
        page
          .locator('.part.editor .editor-actions')
          .getByRole('button', { name: 'Cancel the Check' })
          .click(),
    ];
    for (const cancel of waysOut) {
      await bringToFront(workbench, lesson.name);
      await workbench.runCommand('Code-Along: Check My Solution');
      await workbench.notification(`Checking ${title}`);
      await workbench.statusBar(title);
      await page.locator('.part.statusbar .codicon-loading').first().waitFor();
      if (cancel === waysOut[0]) await workbench.screenshot('cancel');
      await cancel();
      await page.locator('.notification-list-item').waitFor({ state: 'detached' });
      await page.locator('.part.editor').getByRole('button', { name: 'Check My Solution' }).first().waitFor();
      const began = Date.now();
      await waitFor(
        () => !checkProcesses(desk.session.extensionsDir).some(({ isBusy }) => isBusy),
        'it runs on',
      );
      assert.ok(Date.now() - began < 8000, 'only the timeout of the check has ended it');
    }
  });
}

/** Turns checks on save on or off. */
async function continuousRun(workbench: Workbench): Promise<void> {
  await workbench.openView('Testing');
  await workbench.page
    .getByRole('button', { name: /Continuous Run/ })
    .first()
    .click();
}
