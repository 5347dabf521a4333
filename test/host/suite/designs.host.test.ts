import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { extensionUnderTest } from './extension';
import { check, run, start } from './support/commands';
import { typeOver } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { findings } from './support/judging';
import { learner } from './support/learner';
import { useMessages } from './support/messages';
import { until } from './support/until';

const target = 'ordering-10k-per-min';
const design = 'designs/ordering-10k-per-min.md';
const reference = `exercises/week-01/${target}/markdown/reference/${design}`;
const model = (): string => readFileSync(path.join(extensionUnderTest().extensionPath, reference), 'utf8');

/** The lines in the design that are underlined, with what is said there first. */
const underlined = (): readonly string[] =>
  findings(design).map(({ message, range }) => {
    const line = learner.read(design).split('\n')[range.start.line] ?? '';
    return `${line.trim()}| ${message.split('\n')[0] ?? ''}`;
  });

/** The labels of all tabs. */
const tabs = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

describe('an exercise that is a design', function () {
  this.timeout(120_000);
  const messages = useMessages();
  useFreshCourse();

  it('is started without a question about languages, and its scaffold opens', async () => {
    const report = await start(target);
    assert.deepEqual(report?.written, [design]);
    assert.deepEqual(messages.lists, []);
    await messages.said(/^Ordering at 10,000 a minute is ready in Design: write designs\//);
  });

  it('underlines the part that is missing, and the line that Mermaid cannot read', async () => {
    await start(target);
    await typeOver(
      design,
      model().replace('## Open questions', '## Questions').replace('relay --> topic', 'relay -> topic'),
    );
    const report = await check(target);
    assert.equal(report?.verdict, 'failed');
    await until(() => {
      assert.ok(
        underlined().some((line) => /^relay -> topic.*\| .*Mermaid can't read the diagram/.test(line)),
      );
      assert.ok(underlined().some((line) => /There is no heading "Open questions"/.test(line)));
    });
  });

  it('keeps marks and model answer closed until the structure holds', async () => {
    await start(target);
    await run('codealong.rate', target);
    await messages.said(/^You can rate "ordering-10k-per-min" once its structure passes/);
    await run('codealong.compareWithReference', target);
    await messages.said(/opens once your own solution passes/);
  });

  it('passes with its structure, says that prose is not judged, is rated, and opens the model answer beside', async () => {
    await start(target);
    await typeOver(design, model().replace('One sentence first', 'First of all'));
    assert.equal((await check(target))?.verdict, 'passed');
    const { buttons } = await messages.said(/what you wrote, no program judges\. Rate it yourself\.$/);
    assert.deepEqual(buttons, ['Rate My Design', 'Open the Model Answer']);
    assert.deepEqual(findings(design), []);

    const [three, two] = ['$(star-full) $(star-full) $(star-full) 3', '$(star-full) $(star-full) 2'];
    for (const label of [three, two, two, three, two]) messages.choose(label);
    assert.equal(await run('codealong.rate', target), 12);
    await messages.said(/^You gave your design of Ordering at 10,000 a minute 12 of 15\./);
    assert.equal(messages.lists.length, 5);
    const progress = learner.read('.codealong/progress.json');
    assert.match(progress, /"ratings":\{.*"bad-day":\{"mark":3,/);
    await until(() => assert.ok(tabs().some((label) => label.includes('ordering-10k-per-min-samples'))));

    await run('codealong.compareWithReference', target);
    await until(() => {
      const shown = vscode.workspace.textDocuments.find(({ uri }) =>
        uri.path.startsWith('/reference/ordering'),
      );
      assert.equal(shown?.getText(), model());
      const groups = vscode.window.tabGroups.all.map(({ activeTab }) => activeTab?.label ?? '');
      assert.ok(groups.length >= 2 && groups.some((label) => /^Preview/.test(label)), groups.join(' | '));
    });
  });

  it('has its actions above its first part', async () => {
    await start(target);
    await until(async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        learner.uri(design),
      );
      const [first] = lenses.filter(({ command }) => command?.command === 'codealong.check');
      assert.equal(learner.read(design).split('\n')[first?.range.start.line ?? 0], '## Requirements');
    });
  });
});
