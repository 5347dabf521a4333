import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Annotation } from '../../src/core/catalog/manifest';
import { declaredAt } from '../support/declared-at';
import { circuitBreaker, headingOf, type Lesson } from './learner';
import { briefPage, followTo, headingInView, inView } from './markdown-preview';
import { useDesk } from './shared-session';
import { explainFirstFailure, testResults } from './test-results';
import { editorOf, goToLine, noteOn, pasteOver, pressLens } from './text-editor';
import { expandItem, nowItem, pressInlineAction, treeItem } from './tree';

const HIDE_THE_PANEL = 'ControlOrMeta+j';

/** The steps build on each other: they are one learner's first hour. */
describe('the main job, with the packaged extension and nothing else installed', function () {
  this.timeout(180_000);
  const desk = useDesk();
  let lesson: Lesson;
  let title: string;
  let folder: string;
  before(() => {
    lesson = circuitBreaker(desk.session);
    title = lesson.manifest.title;
    folder = desk.session.newFolder('coffee-course');
  });
  const annotationOf = (symbol: string): Annotation => {
    const found = lesson.annotations.find((annotation) => annotation.symbol === symbol);
    if (!found) throw new Error(`${symbol} has no annotation.`);
    return found;
  };
  const onDisk = (): string => readFileSync(path.join(folder, lesson.file), 'utf8');

  it('shows the course in a sidebar of its own', async () => {
    const workbench = await desk.open(folder);
    await workbench.trustTheFolder();
    await workbench.openView('Code-Along');
    await workbench.resizeSidebar(380);
    await treeItem(workbench, title).filter({ hasText: 'not started' }).waitFor();
    await nowItem(workbench, 'Start here: ').waitFor();
    await treeItem(workbench, /^Planned.*weeks \d+–12/s).waitFor();
  });

  it('shows the brief before anything is started', async () => {
    const { workbench } = desk;
    await treeItem(workbench, title).click();
    await briefPage(workbench).getByRole('heading', { level: 1, name: title }).waitFor();
    assert.deepEqual(readdirSync(folder), []);
    await workbench.screenshot('sidebar');
  });

  it('scaffolds the exercise and opens it beside its brief', async () => {
    const { workbench } = desk;
    await pressInlineAction(workbench, title, 'Start Exercise');
    // As a brief does that is still loading, it takes the focus. The question stays.
    await briefPage(workbench).getByRole('heading', { level: 2 }).first().click();
    await workbench.pick('TypeScript');
    await workbench.notification(`${title} is ready in TypeScript`);
    assert.equal(onDisk(), lesson.starter);
    await editorOf(workbench, lesson.name);
    await briefPage(workbench).getByRole('heading', { level: 1 }).first().waitFor();
    await briefPage(workbench).getByText('class CircuitBreaker').first().waitFor();
    for (const ofOthers of ['func NewCircuitBreaker', ':::'])
      assert.equal(await briefPage(workbench).getByText(ofOthers).locator('visible=true').count(), 0);
    assert.equal(await workbench.page.getByRole('tab', { name: /^Brief: / }).count(), 1);
  });

  it('sees the starter fail, and reads why that matters', async () => {
    const { workbench } = desk;
    const count = lesson.manifest.checks.length;
    await pressLens(workbench, lesson.name, 'Check my solution', 'export class CircuitBreaker {');
    await workbench.answer(new RegExp(`${title}: 0 of ${count} pass`), 'Show the Results');
    const stage1 = lesson.manifest.checks.filter(({ level }) => level === 'core');
    const rows = await testResults(workbench, stage1.length + 4);
    const heads = [title, 'Stage 1: it works', ...stage1.map((check) => check.title), 'Stage 2', 'Stage 3'];
    assert.equal(rows.length, heads.length);
    heads.forEach((head, index) => assert.ok(rows[index]?.startsWith(head), rows[index]));
    assert.match(rows[3] ?? '', /\(waits for: .*\(Skipped\)/);
    assert.deepEqual(
      rows.filter((row) => /Passed/.test(row)),
      [],
    );
    await workbench.openView('Code-Along');
    await treeItem(workbench, title)
      .filter({ hasText: `TypeScript 0/${count}` })
      .waitFor();
    await nowItem(workbench, `Stage 1 · 0 of ${stage1.length}`).waitFor();
    await nowItem(workbench, `To fix: ${stage1[0]?.title ?? ''}`).waitFor();
    const panel = await explainFirstFailure(workbench);
    await panel.getByText('Rule 1 · ').waitFor();
    await panel.getByText('Why it matters:').waitFor();
    await workbench.statusBar(`${title} 0/${count}`);
    await workbench.clearNotifications();
    await goToLine(workbench, lesson.name, declaredAt('CircuitBreaker.execute', lesson.starter).line);
    await workbench.screenshot('failing-checks');
  });

  it('is one click from the rule that a failing check judges, also when the brief was closed', async () => {
    const { workbench } = desk;
    const brief = workbench.page.getByRole('tab', { name: /^Brief: / });
    await brief.click();
    await workbench.runCommand('View: Close Editor');
    await brief.waitFor({ state: 'detached' });
    const panel = await explainFirstFailure(workbench);
    await panel.getByText('Rule 1 · ').click();
    await inView(workbench, briefPage(workbench), 'rule-1');
    await briefPage(workbench).locator('.rule.broken').first().waitFor();
  });

  it('is one click from the section that explains a failing check', async () => {
    const { workbench } = desk;
    const [check] = lesson.manifest.checks;
    assert.ok(check);
    const panel = await explainFirstFailure(workbench);
    await panel.getByText('Guide §').click();
    await headingInView(workbench, headingOf(check));
  });

  it('passes with the reference, pasted and not even saved', async () => {
    const { workbench } = desk;
    const count = lesson.manifest.checks.length;
    await pasteOver(workbench, lesson.name, lesson.reference);
    await workbench.page.getByRole('button', { name: 'Check My Solution' }).first().click();
    await workbench.notification(`${title} passed and is production-ready`);
    assert.equal(onDisk(), lesson.reference);
    await treeItem(workbench, title).filter({ hasText: 'TypeScript ✓✓' }).waitFor();
    await nowItem(workbench, 'All stages are done').waitFor();
    await nowItem(workbench, 'Next: ').waitFor();
    await workbench.statusBar(`${title} ${count}/${count}`);
    await workbench.clearNotifications();
    await goToLine(workbench, lesson.name, declaredAt('CircuitBreaker.execute', lesson.reference).line);
    await workbench.screenshot('passing-checks');
  });

  it('follows an annotation to its section of the guide', async () => {
    const { workbench } = desk;
    const annotation = annotationOf('CircuitBreaker.execute');
    const { line, lineText } = declaredAt(annotation.symbol, lesson.reference);
    await workbench.page.keyboard.press(HIDE_THE_PANEL);
    await goToLine(workbench, lesson.name, line);
    await pressLens(workbench, lesson.name, 'Guide: ', lineText);
    const scrolled = await headingInView(workbench, headingOf(annotation));
    assert.ok(scrolled > 2000, `the section is ${scrolled} pixels down the guide`);
    await workbench.screenshot('guide');
  });

  it('follows the link of a note to another section', async () => {
    const { workbench } = desk;
    const annotation = annotationOf('CircuitBreaker');
    const declaration = declaredAt(annotation.symbol, lesson.reference);
    await goToLine(workbench, lesson.name, declaration.line);
    await followTo(workbench, headingOf(annotation), async () => {
      const note = await noteOn(workbench, lesson.name, declaration, 'Guide §');
      await note.getByText('Guide §').click();
    });
  });

  it('finds its progress and its last results again in a new window', async () => {
    const { workbench } = desk;
    await workbench.page.reload();
    const count = lesson.manifest.checks.length;
    await workbench.statusBar(`${title} ${count}/${count}`);
    await workbench.openView('Code-Along');
    await expandItem(workbench, 'Week 1: ');
    await treeItem(workbench, title).filter({ hasText: 'TypeScript ✓✓' }).waitFor();
    await workbench.page.getByRole('tab', { name: /^Brief: / }).click();
    const rules = new Set(lesson.manifest.checks.flatMap(({ rules: judged }) => judged));
    await briefPage(workbench)
      .locator('.rule.holds')
      .nth(rules.size - 1)
      .waitFor();
    await workbench.screenshotInBothThemes('brief-after-reload');
  });
});
