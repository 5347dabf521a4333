import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { check, hint, run } from './support/commands';
import { comparison, textOf, typeOver } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { courseFolder, learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { useMessages } from './support/messages';
import { startedBefore } from './support/started-before';

describe('comparing', () => {
  const messages = useMessages();
  useFreshCourse();

  it("shows the starter beside the learner's file as it is being written", async () => {
    const { target, file, starter } = await circuitBreaker();
    await startedBefore(target);
    await typeOver(file, '// mine\n');
    await run('codealong.compareWithStarter', target);
    const { original, modified } = await comparison();
    assert.equal(await textOf(original), starter);
    assert.equal(modified.toString(), learner.uri(file).toString());
    assert.equal(await textOf(modified), '// mine\n');
  });

  it('keeps the reference closed until the exercise is solved', async () => {
    const { target, file, starter } = await circuitBreaker();
    await startedBefore(target);
    await run('codealong.compareWithReference', target);
    const { buttons } = await messages.said(/opens once your own solution passes/);
    assert.deepEqual(buttons, ['Check My Solution', 'Next Hint']);
    const direct = vscode.Uri.from({
      scheme: 'codealong',
      path: `/reference/${target.exercise}/typescript/-/${file}`,
      query: vscode.Uri.file(courseFolder()).toString(),
    });
    await assert.rejects(async () => vscode.workspace.openTextDocument(direct));
    assert.equal(learner.read(file), starter);
  });

  it('can be had after the last hint, by whoever is told what it costs and says yes', async () => {
    const { target, file, reference, hints } = await circuitBreaker();
    await startedBefore(target);
    for (let shown = 0; shown < hints.length; shown++) await hint(target);
    await run('codealong.compareWithReference', target);
    const { buttons } = await messages.said(/^Show the reference of .* before you have solved it\?$/);
    assert.deepEqual(buttons, ['Show Me the Reference']);
    messages.press('Show Me the Reference');
    await run('codealong.compareWithReference', target);
    const { original, modified } = await comparison();
    assert.equal(await textOf(original), reference);
    assert.equal(modified.toString(), learner.uri(file).toString());
  });

  it("shows the reference beside the learner's file once it is", async () => {
    const { target, file, reference } = await circuitBreaker();
    await startedBefore(target);
    const own = `${reference}// my own\n`;
    learner.write(file, own);
    assert.equal((await check(target))?.verdict, 'passed');
    await run('codealong.compareWithReference', target);
    const { original, modified } = await comparison();
    assert.equal(await textOf(original), reference);
    assert.equal(modified.toString(), learner.uri(file).toString());
  });

  it('shows another right solution beside it then, which says what it trades', async () => {
    const { target, file, reference } = await circuitBreaker();
    await startedBefore(target);
    await run('codealong.compareWithAlternative', target);
    await messages.said(/open together with its reference/);
    learner.write(file, reference);
    assert.equal((await check(target))?.verdict, 'passed');
    messages.choose('Transition function');
    await run('codealong.compareWithAlternative', target);
    assert.ok(messages.lists.at(-1)?.includes('Queued decisions'));
    const { original, modified } = await comparison();
    assert.match(await textOf(original), /^\/\/ .*\n(\/\/ .*\n)*\/\/ It trades /);
    assert.equal(modified.toString(), learner.uri(file).toString());
  });

  it('says so when there is nothing to compare yet', async () => {
    const { target } = await circuitBreaker();
    await run('codealong.compareWithStarter', target);
    const { buttons } = await messages.said(/Start it first/);
    assert.deepEqual(buttons, ['Start']);
  });
});
