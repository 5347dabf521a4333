import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { diskFolder } from '../../../src/node/disk-folder';
import { nodeHistories } from '../../../src/node/history/folder-history';
import { circuitBreaker, type Lesson } from '../learner';
import { briefPage, headingInView, markdownPreview } from '../markdown-preview';
import type { Desk } from '../shared-session';
import { pasteOver, pressLens, showsTheTopOf } from '../text-editor';

const mainLine = 'export class CircuitBreaker {';

/** The steps of a learner who is stuck before the first check, and starts over. */
export function stuck(desk: Desk, folderOf: () => string): void {
  let lesson: Lesson;
  let title: string;
  let folder: string;
  before(() => {
    lesson = circuitBreaker(desk.session);
    title = lesson.manifest.title;
    folder = folderOf();
  });

  it('gets one hint after the other, each scrolled into view, while the brief keeps its place', async () => {
    const { workbench } = desk;
    const rule = briefPage(workbench).locator('#rule-5');
    await rule.evaluate((mark: { scrollIntoView(): void }) => mark.scrollIntoView());
    const placeOf = async (): Promise<number> =>
      rule.evaluate((mark: { getBoundingClientRect(): { top: number } }) => mark.getBoundingClientRect().top);
    const place = await placeOf();
    for (const number of [1, 2]) {
      await pressLens(workbench, lesson.name, 'Next hint', mainLine);
      await headingInView(workbench, `hint-${number}`);
    }
    assert.equal(await markdownPreview(workbench).locator('h2').count(), 2);
    await workbench.page.getByRole('tab', { name: /^Brief: / }).click();
    assert.ok(Math.abs((await placeOf()) - place) < 2, `it stood at ${place}`);
    await briefPage(workbench).getByText('This opens after your first check').waitFor();
    assert.ok(!(await briefPage(workbench).locator('#rule-8').isVisible()));
  });

  it('finds the way from the guide back to the brief', async () => {
    const { workbench } = desk;
    await pressLens(workbench, lesson.name, 'Guide: ', mainLine);
    await headingInView(workbench, 'late-results-and-generations');
    await markdownPreview(workbench).locator('a[href*="circuit-breaker/brief.md"]').first().click();
    await markdownPreview(workbench).getByRole('heading', { level: 1, name: title }).waitFor();
  });

  it('starts over after a question, and what was written is kept', async () => {
    const { workbench } = desk;
    await pasteOver(workbench, lesson.name, '// a dead end\n');
    await workbench.runCommand('Code-Along: Reset to the Starter');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Your code is saved in the history first.').waitFor();
    await dialog.getByRole('button', { name: 'Reset' }).click();
    await workbench.notification(`${title} was reset to the starter.`);
    assert.equal(readFileSync(path.join(folder, lesson.file), 'utf8'), lesson.starter);
    await showsTheTopOf(workbench, lesson.name, lesson.starter);
    const history = nodeHistories()(diskFolder(folder));
    const track = { id: lesson.manifest.id, language: 'typescript' } as const;
    const last = (await history.list(track)).at(-1);
    assert.equal(last?.kind, 'before-reset');
    assert.equal((await history.read(track, last))[0]?.text, '// a dead end\n');
    await workbench.clearNotifications();
  });
}
