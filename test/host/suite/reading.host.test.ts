import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { exerciseOf } from '../../../src/core/catalog/catalog';
import { extensionUnderTest } from './extension';
import { hint, run, start } from './support/commands';
import { briefOf, previewOf } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { circuitBreaker, shippedCourse } from './support/lesson';
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
    const { buttons } = await messages.said(/^You have seen all hints for Circuit breaker\.$/);
    assert.deepEqual(buttons, ['Open the Guide', 'Show Me the Reference']);
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

describe('a brief', () => {
  useFreshCourse();

  it('is one page, whatever else is opened', async () => {
    const { target, manifest } = await circuitBreaker();
    await run('codealong.openBrief', target);
    await briefOf(new RegExp(manifest.title));
    await run('codealong.openBrief', { exercise: 'event-store' });
    await briefOf(/event store/i);
    await run('codealong.openBrief', target);
    await start(target);
    await hint(target);
    await previewOf(/hints/);
    await run('codealong.openGuide', target);
    await previewOf(/1\.2-reliability\.md/);
    const briefs = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(
        ({ input }) => input instanceof vscode.TabInputWebview && /codealong\.brief/.test(input.viewType),
      );
    assert.equal(briefs.length, 1);
  });

  it('shows one language where its file is looked at like any other', async () => {
    const { target } = await circuitBreaker();
    const { path: folder } = await exerciseOf(await shippedCourse(), target.exercise);
    const text = await visible(`${folder}/brief.md`);
    assert.match(text, /^\s*This is the text of a brief\./);
    assert.match(text, /class CircuitBreaker/);
    assert.doesNotMatch(text, /func NewCircuitBreaker|:::/);
  });
});

describe('the guides', () => {
  const messages = useMessages();
  useFreshCourse();

  it('open at an exercise, before it is started', async () => {
    const { target } = await circuitBreaker();
    await run('codealong.openGuide', target);
    await previewOf(/1\.2-reliability\.md/);
    assert.deepEqual(learner.list(), []);
  });

  it('open at the heading of today when a former one is asked for', async () => {
    await run('codealong.openSection', 'phase-1/1.2/in-go-coffee-reliability');
    await previewOf(/1\.2-reliability\.md/);
    assert.deepEqual(messages.texts, []);
  });

  it('open at the section around a part that they do not have', async () => {
    await run('codealong.openSection', 'phase-2/2.3/no-such-part');
    await previewOf(/2\.3-clean-architecture\.md/);
    assert.deepEqual(messages.texts, []);
  });

  it('say so when they have no such section', async () => {
    await run('codealong.openSection', 'phase-7/7.1');
    await messages.said(/The guide has no section phase-7\/7\.1 yet/);
  });
});

/** The text of a file of the pack that the editor's preview lets one see. */
async function visible(path: string): Promise<string> {
  const uri = vscode.Uri.joinPath(extensionUnderTest().extensionUri, 'exercises', ...path.split('/'));
  const document = await vscode.workspace.openTextDocument(uri);
  const html = await vscode.commands.executeCommand<string>('markdown.api.render', document);
  return html.replace(/<div hidden>[^]*?<\/div>/g, '').replace(/<[^>]*>/g, '');
}

/** What the page says that the preview of the hints shows. */
function hintsPage(): string {
  const page = vscode.workspace.textDocuments.find(({ uri }) => /hints\.md$/.test(uri.path));
  assert.ok(page, 'no page of hints is open');
  return readFileSync(page.uri.fsPath, 'utf8');
}
