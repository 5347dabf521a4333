import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { declaredAt } from '../../support/declared-at';
import { check, start } from './support/commands';
import { useDebugging } from './support/debugging';
import { openFile, openTextFiles } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { circuitBreaker, everyTrack } from './support/lesson';
import { useMessages } from './support/messages';
import { until } from './support/until';

const caseOf = (id: string): string => `my-checks/circuit-breaker/${id}.ts`;
const debugAll = () => vscode.commands.executeCommand('testing.debugAll');

/** Presses Debug for the checks of the symbol at the cursor, once the Test Explorer knows where that is. */
async function debugAt(file: string, symbol: string): Promise<void> {
  const document = await openFile(file);
  const { line, column } = declaredAt(symbol, document.getText());
  const editor = await vscode.window.showTextDocument(document);
  const cursor = new vscode.Position(line, column);
  editor.selection = new vscode.Selection(cursor, cursor);
  await vscode.commands.executeCommand('testing.debugAtCursor');
}

describe('debugging from the Test Explorer', () => {
  const messages = useMessages();
  const debugging = useDebugging();
  useFreshCourse();

  it("makes a check the learner's, opens it and debugs it", async () => {
    const { target, file, reference, manifest } = await circuitBreaker();
    const titleOf = (id: string): string => manifest.checks.find((one) => one.id === id)?.title ?? '';
    await start(target);
    learner.write(file, reference);
    messages.choose(titleOf('probes-alone'));
    await until(async () => {
      await debugAt(file, 'CircuitBreaker.execute');
      assert.ok(messages.lists.length > 0);
    });
    await until(() => assert.ok(learner.has(caseOf('probes-alone'))));
    assert.ok(openTextFiles().includes(learner.uri(caseOf('probes-alone')).toString()));
    assert.ok(
      !messages.lists.flat().includes(titleOf('counts-a-burst')),
      'a check without a case was offered',
    );
    await debugging.printed(/passed: /);
  });

  it('asks which of several checks, and leaves what is there as it is', async () => {
    const { target, manifest } = await circuitBreaker();
    await start(target);
    const report = await check(target);
    const track = (await everyTrack()).find((one) => JSON.stringify(one.target) === JSON.stringify(target));
    const failed = report?.checks
      .filter(({ id: check, status }) => status === 'failed' && track?.checks.includes(check))
      .map((check) => check.title);
    assert.ok(failed && failed.length > 0);
    const { id = '', title = '' } = manifest.checks.find((one) => failed.includes(one.title)) ?? {};
    learner.write(caseOf(id), "console.log('this is mine');\n");
    messages.choose(title);
    await debugAll();
    assert.deepEqual(messages.lists, [failed]);
    await debugging.printed(/this is mine/);
    assert.equal(learner.read(caseOf(id)), "console.log('this is mine');\n");
  });

  it('offers no check that has no case', async () => {
    await start({ exercise: 'loyalty-service', language: 'typescript' });
    await debugAll();
    assert.ok(
      messages.lists[0]?.includes('After a conflict the account is loaded and asked again'),
      JSON.stringify(messages.lists),
    );
    assert.ok(!messages.lists[0]?.includes('Every import points inwards'));
    assert.deepEqual(debugging.configurations, []);
  });

  it('says so when the checks of several exercises are chosen', async () => {
    const { target } = await circuitBreaker();
    await start(target);
    await start({ exercise: 'loyalty-service', language: 'typescript' });
    await debugAll();
    await messages.said(/^One check is debugged at a time\. Choose a check, or one exercise/);
    assert.deepEqual(debugging.configurations, []);
  });

  it('offers a terminal where nothing can debug Go', async () => {
    const { target, manifest } = await circuitBreaker('go');
    await start(target);
    messages.choose(manifest.checks[0]?.title ?? '');
    await debugAll();
    const { buttons } = await messages.said(/needs the Go extension/);
    assert.deepEqual(buttons, ['Run in a Terminal', 'Find the Go Extension']);
    assert.deepEqual(debugging.configurations, []);
  });
});
