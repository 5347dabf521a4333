import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RestoreReport } from '../../../src/core/history/restore';
import { check, reset, run } from './support/commands';
import { comparison, severalComparisons, textOf, typeOver } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { useMessages } from './support/messages';
import { startedBefore } from './support/started-before';
import { until } from './support/until';

const broken = 'export class CircuitBreaker {}\nexport class CircuitOpenError extends Error {}\n';
const restore = (target: unknown) => run<RestoreReport>('codealong.restore', target);
const undo = (target: unknown) => run<RestoreReport>('codealong.undo', target);

describe('the history of an exercise', () => {
  const messages = useMessages();
  useFreshCourse();

  /** The starter, one failed attempt with `broken`, and one passed with the reference. */
  async function twoAttempts() {
    const lesson = await circuitBreaker();
    await startedBefore(lesson.target);
    await typeOver(lesson.file, broken);
    const first = await check(lesson.target);
    assert.equal(first?.verdict, 'failed');
    const some = first.checks.filter(({ status }) => status === 'passed').length;
    await typeOver(lesson.file, lesson.reference);
    assert.equal((await check(lesson.target))?.verdict, 'passed');
    const count = lesson.manifest.checks.length;
    const passed = `Passed: ${count} of ${count}`;
    return { ...lesson, count, passed, failed: `Failed: ${some} of ${count} passed` };
  }

  it('lists what was kept, the latest first, and offers what to do with it', async () => {
    const { target, passed, failed } = await twoAttempts();
    messages.choose(passed);
    await run('codealong.showHistory', target);
    assert.deepEqual(messages.lists[0], [passed, failed, 'Starter']);
    assert.deepEqual(messages.lists[1], [
      'Compare with my code now',
      'Compare with another version',
      'Restore this version…',
      'Open it read-only',
    ]);
  });

  it('compares a version with the code as it is being written', async () => {
    const { target, file, failed } = await twoAttempts();
    await typeOver(file, '// now\n');
    messages.choose(failed);
    messages.choose('Compare with my code now');
    await run('codealong.showHistory', target);
    const { original, modified } = await comparison();
    assert.equal(await textOf(original), broken);
    assert.equal(modified.toString(), learner.uri(file).toString());
    assert.equal(await textOf(modified), '// now\n');
  });

  it('compares any two versions, the older one first', async () => {
    const { target, reference, passed, failed } = await twoAttempts();
    messages.choose(passed);
    messages.choose(failed);
    await run('codealong.compareVersions', target);
    assert.ok(!messages.lists[1]?.includes(passed), 'a version is not compared with itself');
    const { original, modified } = await comparison();
    assert.equal(await textOf(original), broken);
    assert.equal(await textOf(modified), reference);
  });

  it('says so when two versions are the same', async () => {
    const { target, passed } = await twoAttempts();
    messages.choose(passed);
    await run('codealong.compareWithVersion', target);
    await messages.said(/^There is no difference between these two versions\.$/);
  });

  it('opens a version that cannot be written', async () => {
    const { target, failed } = await twoAttempts();
    messages.choose(failed);
    await run('codealong.openVersion', target);
    const editor = await until(() => {
      const active = vscode.window.activeTextEditor;
      assert.ok(active && active.document.uri.scheme !== 'file');
      return active;
    });
    assert.equal(editor.document.getText(), broken);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme), undefined);
  });

  it('restores a version after asking, and undoes that', async () => {
    const { target, file, failed } = await twoAttempts();
    await typeOver(file, '// not saved\n');
    messages.choose(failed);
    messages.press('Restore');
    const report = await restore(target);
    assert.deepEqual(report?.changed, [file]);
    assert.equal(learner.read(file), broken);
    const { buttons } = await messages.said(/was restored to "Failed: 0 of/);
    assert.deepEqual(buttons, ['Undo']);
    await undo(target);
    assert.equal(learner.read(file), '// not saved\n');
    const undone = await messages.said(/: Restore undone\. Changed: /);
    assert.deepEqual(undone.buttons, ['Redo']);
    await undo(target);
    assert.equal(learner.read(file), broken);
  });

  it('puts nothing back without a yes', async () => {
    const { target, file, reference, failed } = await twoAttempts();
    messages.choose(failed);
    assert.equal(await restore(target), undefined);
    const { buttons } = await messages.said(/^Restore Circuit breaker to "Failed: 0 of/);
    assert.deepEqual(buttons, ['Restore']);
    assert.equal(learner.read(file), reference);
  });

  it('takes a reset back from its message', async () => {
    const { target, file } = await circuitBreaker();
    await startedBefore(target);
    learner.write(file, '// mine\n');
    messages.press('Reset');
    messages.press('Undo');
    await reset(target);
    await messages.said(/: Reset undone\. Changed: /);
    await until(() => assert.equal(learner.read(file), '// mine\n'));
  });

  it('takes nothing back from an old message, and leads to the history', async () => {
    const { target, file } = await circuitBreaker();
    await startedBefore(target);
    learner.write(file, '// mine\n');
    messages.press('Reset');
    const old = await reset(target);
    learner.write(file, '// mine again\n');
    await reset(target);
    const starter = learner.read(file);
    messages.press('Show History');
    assert.equal(await undo({ ...target, moment: old?.kept }), undefined);
    const { buttons } = await messages.said(/^Nothing was changed: the files of .* again since then/);
    assert.deepEqual(buttons, ['Show History']);
    assert.equal(learner.read(file), starter);
    await until(() => assert.equal(messages.lists[0]?.[0], 'Before a reset'));
  });

  it('says so when there is nothing to take back', async () => {
    const { target } = await circuitBreaker();
    await startedBefore(target);
    await undo(target);
    await messages.said(/There is nothing to undo/);
  });

  it('compares an exercise of several files as a whole', async () => {
    const target = { exercise: 'loyalty-service', language: 'typescript' } as const;
    const own = ['earn-points.ts', 'redeem-reward.ts'].map((name) => `internal/loyalty/application/${name}`);
    await startedBefore(target);
    for (const file of own) learner.write(file, `${learner.read(file)}// mine\n`);
    messages.choose('Starter');
    await run('codealong.compareWithVersion', target);
    await severalComparisons(/^Loyalty service: Starter/);
  });
});
