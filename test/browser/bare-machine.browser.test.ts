import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkProcesses } from '../support/check-processes';
import { circuitBreaker, type Lesson } from './learner';
import { useDesk } from './shared-session';
import { bringToFront } from './text-editor';
import { pressInlineAction, treeItem } from './tree';
import { waitFor } from './wait-for';

describe('a machine with nothing on it', function () {
  this.timeout(180_000);
  const desk = useDesk();
  let lesson: Lesson;
  let title: string;
  let folder: string;
  before(() => {
    lesson = circuitBreaker(desk.session);
    title = lesson.manifest.title;
    folder = desk.session.newFolder('bare');
  });

  it('says what the Go track needs, and leads to the other one', async () => {
    const workbench = await desk.open(folder);
    await workbench.trustTheFolder();
    await workbench.openView('Code-Along');
    await pressInlineAction(workbench, title, 'Start Exercise');
    await workbench.pick('Go');
    await workbench.answer(`${title} is ready in Go`, 'Check My Solution');
    await workbench.answer(/could not be checked\. .*Go 1\.25/, 'Choose the Language');
    await workbench.pick('TypeScript');
    await workbench.answer(`${title} is ready in TypeScript`, 'Check My Solution');
    await workbench.notification(/ to fix/);
    await treeItem(workbench, title).filter({ hasText: 'TypeScript 0/' }).waitFor();
  });

  it('keeps attempts without git, and says how', async () => {
    const { workbench } = desk;
    const { page } = workbench;
    const attempt = new RegExp(`Failed: \\d+ of ${lesson.manifest.checks.length} passed`);
    await treeItem(workbench, attempt).waitFor();
    await treeItem(workbench, 'Kept as plain copies').waitFor();
    await bringToFront(workbench, lesson.name);
    await workbench.runCommand('Code-Along: Show History');
    const why = 'git is not on this machine: plain copies are kept.';
    await page.locator('.quick-input-title').filter({ hasText: why }).waitFor();
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: attempt }).waitFor();
    await workbench.screenshot('history-without-git');
    await workbench.pick('Failed');
    await workbench.pick('Open it read-only');
    const version = page.locator('.part.editor .monaco-editor[data-uri^="codealong:"]');
    await version.getByText('class CircuitBreaker').waitFor();
  });

  it('keeps no process and no folder when the window is closed during a check', async () => {
    const { workbench, session } = desk;
    const running = (): number => checkProcesses(session.extensionsDir).length;
    const leftovers = (): string[] =>
      readdirSync(session.temporaryDir).filter((name) => name.startsWith('codealong-'));
    writeFileSync(path.join(folder, lesson.file), 'for (;;) {}\n');
    await pressInlineAction(workbench, title, 'Check My Solution');
    await waitFor(() => running() === 1, 'the check did not begin');
    const began = Date.now();
    await workbench.page.close({ runBeforeUnload: true });
    await waitFor(() => running() === 0, 'the check runs on for nobody');
    assert.ok(Date.now() - began < 8000, 'only the timeout of the check has ended it');
    await waitFor(() => leftovers().length === 0, 'the check left a folder behind');
  });
});
