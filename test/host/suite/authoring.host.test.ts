import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { layOutMistake } from '../../../src/core/authoring/working-copy';
import { workingCopyPath } from '../../../src/core/authoring/working-copy-path';
import { exerciseOf } from '../../../src/core/catalog/catalog';
import { loadCatalog } from '../../../src/core/catalog/load-catalog';
import { diskFolder } from '../../../src/node/disk-folder';
import { parseYaml } from '../../../src/node/parse-yaml';
import { extensionUnderTest } from './extension';
import { run } from './support/commands';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { useMessages } from './support/messages';

const copy = { exercise: 'adder', mistake: 'counts-twice' };
const source = `exercises/${workingCopyPath(copy)}/pkg/sum/sum.ts`;
const written = 'exercises/week-01/adder/wrong/counts-twice.md';

describe('an author who writes a mistake', () => {
  const messages = useMessages();
  useFreshCourse();

  before(() => extensionUnderTest().activate());
  beforeEach(async () => {
    const pack = diskFolder(learner.uri('exercises').fsPath);
    cpSync(path.join(extensionUnderTest().extensionPath, 'test/fixtures/pack'), pack.location, {
      recursive: true,
    });
    const exercise = await exerciseOf(await loadCatalog(pack, parseYaml), copy.exercise);
    await layOutMistake(pack, exercise, copy.mistake, undefined);
  });

  it('records it by a quick fix in its working copy, unsaved as it is', async () => {
    const document = await vscode.workspace.openTextDocument(learner.uri(source));
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf('total += number'));
    await editor.edit((edit) => edit.insert(at.translate(0, 'total += '.length), '2 * '));
    const [fix] = await actionsAt(document.uri);
    assert.equal(fix?.title, 'Record this mistake as counts-twice.md');
    assert.equal(String(fix.command?.arguments?.[0]), document.uri.toString());
    await run('codealong.recordMistake', document.uri);
    await messages.said(/^Written: week-01\/adder\/wrong\/counts-twice\.md\. TypeScript: rejected by adds\./);
    assert.match(learner.read(written), /^-.*total \+= number;\n\+.*total \+= 2 \* number;$/m);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), learner.uri(written).toString());
    assert.ok(!learner.has(source));
  });

  it('is told to change something first, and keeps the working copy', async () => {
    await run('codealong.recordMistake', learner.uri(source));
    await messages.said(/still equals its base: change it first/);
    assert.ok(!learner.has(written));
    assert.ok(learner.has(source));
  });

  it('is offered nothing in other files', async () => {
    assert.deepEqual(
      await actionsAt(learner.uri('exercises/week-01/adder/typescript/reference/pkg/sum/sum.ts')),
      [],
    );
  });
});

async function actionsAt(uri: vscode.Uri): Promise<readonly vscode.CodeAction[]> {
  await vscode.workspace.openTextDocument(uri);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    new vscode.Range(0, 0, 0, 0),
  );
  return actions.filter(({ command }) => command?.command === 'codealong.recordMistake');
}
