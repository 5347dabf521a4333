import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { declaredAt } from '../../support/declared-at';
import { check, start } from './support/commands';
import { edit, openFile } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { lensesOf, notesAt } from './support/marks';
import { useMessages } from './support/messages';
import { until } from './support/until';

describe('annotations in an exercise', () => {
  const messages = useMessages();
  useFreshCourse();

  it('offer the actions above the main symbol', async () => {
    const { target, file, starter } = await circuitBreaker();
    await start(target);
    const document = await openFile(file);
    const { line } = declaredAt('CircuitBreaker', starter);
    const titles = (await lensesOf(document)).filter((lens) => lens.line === line).map(({ title }) => title);
    assert.match(titles.join(' | '), /^Check my solution \| Next hint \| Guide: /);
  });

  it('check the solution when their action is pressed', async () => {
    const { target, file } = await circuitBreaker();
    await start(target);
    const lenses = await lensesOf(await openFile(file));
    const { command } = lenses.find(({ title }) => title === 'Check my solution') ?? {};
    assert.ok(command);
    const args: readonly unknown[] = command.arguments ?? [];
    await vscode.commands.executeCommand(command.command, ...args);
    await messages.said(/ to fix/);
  });

  it('lead to the guide from every annotated symbol, with a note on hover', async () => {
    const { target, file, manifest, starter } = await circuitBreaker();
    await start(target);
    const document = await openFile(file);
    const annotated = manifest.annotations.filter((annotation) => annotation.file === file);
    assert.ok(annotated.length > 1);
    const lenses = await lensesOf(document);
    for (const { symbol, guide, note } of annotated) {
      const { line, column } = declaredAt(symbol, starter);
      const guides = lenses
        .filter((lens) => lens.line === line)
        .map(({ command }) => command.arguments?.[0] as unknown);
      assert.ok(guides.includes(guide), symbol);
      const [hover, ...others] = await notesAt(document, new vscode.Position(line, column));
      assert.ok(hover?.includes(note) && others.length === 0, `${symbol}: ${hover ?? 'no note'}`);
    }
  });

  it('follow their symbol through edits, and say so when it is gone', async () => {
    const { target, file } = await circuitBreaker();
    await start(target);
    const document = await openFile(file);
    const before = await checkLens(document);
    await edit((changes) =>
      changes.insert(document.uri, new vscode.Position(0, 0), '// one\n// two\n// three\n'),
    );
    await until(async () => assert.equal((await checkLens(document)).line, before.line + 3));
    await edit((changes) => changes.replace(document.uri, wholeOf(document), '// nothing left\n'));
    await until(async () => {
      const lost = (await lensesOf(document)).filter(({ title }) => / is not declared here/.test(title));
      assert.equal(lost.length, 1);
    });
  });

  it('are silent in files that belong to no exercise', async () => {
    learner.write('pkg/resilience/mine.ts', 'export class CircuitBreaker {}\n');
    assert.deepEqual(await lensesOf(await openFile('pkg/resilience/mine.ts')), []);
    assert.equal(await check(''), undefined);
  });
});

async function checkLens(document: vscode.TextDocument) {
  const lens = (await lensesOf(document)).find(({ title }) => title === 'Check my solution');
  assert.ok(lens);
  return lens;
}

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}
