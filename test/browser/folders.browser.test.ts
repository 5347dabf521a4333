import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { circuitBreaker, startIn, type Lesson } from './learner';
import { briefPage, markdownPreview } from './markdown-preview';
import { useDesk, type Desk } from './shared-session';
import { testResults } from './test-results';
import { pasteOver, pressLens } from './text-editor';
import { pressInlineAction, treeItem } from './tree';
import type { Workbench } from './workbench';

const FOLDERS_TIMEOUT_MS = 15_000;

describe('the folder of the learner', function () {
  this.timeout(180_000);
  const desk = useDesk();
  let lesson: Lesson;
  let title: string;
  before(() => {
    lesson = circuitBreaker(desk.session);
    title = lesson.manifest.title;
  });

  it('is asked for when none is open', async () => {
    const workbench = await desk.open(undefined);
    await workbench.openView('Code-Along');
    const sidebar = workbench.page.locator('.part.sidebar');
    await sidebar.getByText('Open a folder for your code and your progress.').waitFor();
    await sidebar.getByRole('button', { name: 'Open Folder' }).waitFor();
    await workbench.runCommand('Code-Along: Start Exercise');
    await workbench.notification('Open a folder first: your code and your progress will live in it.');
  });

  it('is not needed to read the course', async () => {
    const { workbench } = desk;
    await workbench.clearNotifications();
    await treeItem(workbench, title).click();
    await briefPage(workbench).getByRole('heading', { level: 1, name: title }).waitFor();
    await treeItem(workbench, '§1.1').click();
    await markdownPreview(workbench)
      .getByRole('heading', { level: 1, name: /^1\.1 / })
      .waitFor();
  });

  it('is introduced by a walkthrough', async () => {
    const { workbench } = desk;
    await workbench.clearNotifications();
    await workbench.page.locator('.part.sidebar').getByText('See How It Works').click();
    const steps = workbench.page.locator('.getting-started-step');
    await steps.filter({ hasText: 'Check your solution' }).waitFor();
    assert.equal(await steps.count(), 5);
    const picture = workbench.page
      .frameLocator('.getting-started-media iframe')
      .frameLocator('#active-frame');
    await picture.locator('svg').waitFor();
    await workbench.screenshot('walkthrough');
  });

  it('is chosen once when several are open', async () => {
    const { session } = desk;
    const [tea, coffee] = [session.newFolder('tea'), session.newFolder('coffee')];
    const workbench = await openTogether(desk, [tea, coffee]);
    await workbench.openView('Code-Along');
    await treeItem(workbench, 'Choose your course folder').waitFor();
    await pressInlineAction(workbench, title, 'Start Exercise');
    await workbench.pick('coffee');
    await workbench.pick('TypeScript');
    await workbench.notification(`${title} is ready in TypeScript`);
    await treeItem(workbench, 'Choose your course folder').waitFor({ state: 'detached' });
    await pressLens(workbench, lesson.name, 'Check my solution', 'export class CircuitBreaker {');
    await workbench.notification(/ to fix/);
    assert.equal(readFileSync(path.join(coffee, lesson.file), 'utf8'), lesson.starter);
    assert.deepEqual(readdirSync(tea), []);
  });

  it('stays chosen in a new window', async () => {
    const { workbench } = desk;
    await workbench.page.reload();
    await workbench.openView('Code-Along');
    await treeItem(workbench, title).filter({ hasText: 'TypeScript 0/' }).waitFor();
    assert.equal(await treeItem(workbench, 'Choose your course folder').count(), 0);
  });

  it('has results of its own: those of another folder are not shown for it', async () => {
    const { workbench } = desk;
    const count = lesson.manifest.checks.length;
    await workbench.page.getByRole('tab', { name: lesson.name }).first().click();
    await workbench.runCommand('Code-Along: Check My Solution');
    await workbench.statusBar(new RegExp(`${title} 0/${count}$`));
    await workbench.runCommandFor('Code-Along: Choose the Course Folder', 'tea');
    await treeItem(workbench, title).filter({ hasText: 'not started' }).waitFor();
    await pressInlineAction(workbench, title, 'Start Exercise');
    await workbench.notification(`${title} is ready in TypeScript`);
    await workbench.statusBar(new RegExp(`${title}$`));
    await workbench.openView('Testing');
    const rows = await testResults(workbench, 1);
    assert.deepEqual(
      rows.filter((row) => /Failed|Passed/.test(row)),
      [],
    );
    await workbench.screenshot('another-folder');
  });

  it('may have spaces, quotes, # and % and letters of any alphabet in its name', async () => {
    const folder = desk.session.newFolder(`my "own" learner's #1 100%25 Straße 世界`);
    const workbench = await startIn(folder, lesson, desk);
    await briefPage(workbench).getByRole('heading', { level: 1, name: title }).waitFor();
    await pasteOver(workbench, lesson.name, lesson.reference);
    await pressLens(workbench, lesson.name, 'Check my solution', 'export class CircuitBreaker {');
    await workbench.notification(`${title} passed and is production-ready`);
    assert.equal(readFileSync(path.join(folder, lesson.file), 'utf8'), lesson.reference);
  });
});

/** A busy VS Code sometimes opens a workspace file before it can see the folders, and then shows none: it is opened again. */
async function openTogether({ session, open }: Desk, folders: readonly string[]): Promise<Workbench> {
  const file = session.newWorkspace(folders);
  const [first = ''] = folders.map((folder) => path.basename(folder));
  for (let attempt = 1; ; attempt++) {
    const workbench = await open(file);
    await workbench.trustTheFolder();
    const isShown = treeItem(workbench, first)
      .waitFor({ timeout: FOLDERS_TIMEOUT_MS })
      .then(() => true);
    if (await isShown.catch(() => false)) return workbench;
    if (attempt === 3) throw new Error('VS Code does not show the folders of the workspace.');
  }
}
