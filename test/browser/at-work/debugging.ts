import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { circuitBreaker, type Lesson } from '../learner';
import type { Desk } from '../shared-session';
import { editorOf, goToLine, pasteOver, pressLens } from '../text-editor';

const TOGGLE_BREAKPOINT = 'F9';

/** Lets everybody in while half-open. */
function withoutLimit(reference: string): string {
  const limit = '      if (this.#probes >= this.#options.halfOpenMaxCalls) throw new CircuitOpenError(0);\n';
  assert.ok(reference.includes(limit), 'the reference has no such line any more');
  return reference.replace(limit, '');
}

/** The steps of a learner who wants to see with their own eyes why a check fails. */
export function debugging(desk: Desk, folderOf: () => string): void {
  const mine = 'my-checks/circuit-breaker/probes-alone.ts';
  let lesson: Lesson;
  let folder: string;
  let solution: string;
  let check: string;
  before(() => {
    lesson = circuitBreaker(desk.session);
    folder = folderOf();
    solution = withoutLimit(lesson.reference);
    check = lesson.manifest.checks.find(({ id }) => id === 'probes-alone')?.title ?? '';
  });

  it('sees a check fail', async () => {
    const { title } = lesson.manifest;
    const { workbench } = desk;
    await pasteOver(workbench, lesson.name, solution);
    await pressLens(workbench, lesson.name, 'Check my solution', 'export class CircuitBreaker {');
    await workbench.notification(new RegExp(`${title}: \\d+ of \\d+ pass`));
    await workbench.clearNotifications();
  });

  it('sets a breakpoint in the solution', async () => {
    const { workbench } = desk;
    const line = solution
      .split('\n')
      .findIndex((text) => text.includes("if (this.#state === 'half-open') {"));
    await goToLine(workbench, lesson.name, line);
    await workbench.page.keyboard.press(TOGGLE_BREAKPOINT);
    await (await editorOf(workbench, lesson.name)).locator('.codicon-debug-breakpoint').first().waitFor();
  });

  it('makes the check theirs, which opens it', async () => {
    const { workbench } = desk;
    await workbench.runCommandFor('Code-Along: Make This Check Mine', check);
    await editorOf(workbench, 'probes-alone.ts');
    assert.ok(existsSync(path.join(folder, mine)));
  });

  it('debugs it, and it stops at the line of the solution', async () => {
    const { workbench } = desk;
    await workbench.answer('reproduces this failure', 'Debug');
    assert.match(readFileSync(path.join(folder, '.vscode/launch.json'), 'utf8'), /"check": "probes-alone"/);
    const editor = await editorOf(workbench, lesson.name);
    await editor.locator('.debug-top-stack-frame-line').waitFor();
    await workbench.page.locator('.debug-call-stack .stack-frame').first().waitFor();
    await workbench.screenshot('stopped-in-the-solution');
  });
}
