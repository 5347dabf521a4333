import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { hint, run, start } from './support/commands';
import { previewOf } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { useMessages } from './support/messages';

describe('hints', () => {
  const messages = useMessages();
  useFreshCourse();

  it('come one at a time, in order, and then are over', async () => {
    const { target, hints } = await circuitBreaker();
    await start(target);
    for (const [index, { title }] of hints.entries()) {
      const shown = await hint(target);
      assert.equal(shown?.number, index + 1);
      assert.equal(shown.title, title);
      assert.notEqual(shown.text, '');
    }
    assert.equal(await hint(target), undefined);
    const { buttons } = await messages.said(/hint.* shown/);
    assert.deepEqual(buttons, ['Open the Guide']);
  });

  it('are shown below each other, without those to come', async () => {
    const { target, hints } = await circuitBreaker();
    await start(target);
    await hint(target);
    await previewOf(/hints/);
    const [first, second] = hints;
    assert.ok(first && second);
    assert.ok(hintsPage().includes(first.title));
    assert.ok(!hintsPage().includes(second.title));
    await hint(target);
    assert.ok(hintsPage().includes(first.title));
    assert.ok(hintsPage().includes(second.title));
  });

  it('go on where they stopped, because they are part of the progress', async () => {
    const { target } = await circuitBreaker();
    await start(target);
    await hint(target);
    assert.match(learner.read('.codealong/progress.json'), /"hints":1\b/);
    assert.equal((await hint(target))?.number, 2);
  });
});

describe('the guides', () => {
  const messages = useMessages();
  useFreshCourse();

  it('open at an exercise, before it is started', async () => {
    const { target } = await circuitBreaker();
    await run('codealong.openGuide', target);
    await previewOf(/phase-01-fundamentals\.md/);
    assert.deepEqual(learner.list(), []);
  });

  it('open at the section around a part that they do not have', async () => {
    await run('codealong.openSection', 'phase-2/2.3/no-such-part');
    await previewOf(/phase-02-architecture-patterns\.md/);
    assert.deepEqual(messages.texts, []);
  });

  it('say so when they have no such section', async () => {
    await run('codealong.openSection', 'phase-7/7.1');
    await messages.said(/The guide has no section phase-7\/7\.1 yet/);
  });
});

/** What the page says that the preview of the hints shows. */
function hintsPage(): string {
  const page = vscode.workspace.textDocuments.find(({ uri }) => /hints\.md$/.test(uri.path));
  assert.ok(page, 'no page of hints is open');
  return readFileSync(page.uri.fsPath, 'utf8');
}
