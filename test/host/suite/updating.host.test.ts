import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { UpdateReport } from '../../../src/core/history/apply-update';
import type { CodeLanguage } from '../../../src/core/catalog/manifest';
import { diskFolder } from '../../../src/node/disk-folder';
import { nodeHistories } from '../../../src/node/history/folder-history';
import { check, run } from './support/commands';
import { closeEditors, comparison, openFile, textOf } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { findings } from './support/judging';
import { courseFolder, learner } from './support/learner';
import { useMessages } from './support/messages';
import { startedBefore } from './support/started-before';
import { until } from './support/until';

const offer = /^The course has a newer version of Event store\./;

describe('an update of the course', () => {
  const messages = useMessages();
  useFreshCourse();

  it('is offered once when the exercise is opened, can be looked at, merged, and taken back', async () => {
    const { target, file, shipped, ours } = await startedFromAnOlderCourse(
      'typescript',
      (older) => `${older}// mine\n`,
    );
    await openFile(file);
    const { text, buttons } = await messages.said(offer);
    assert.ok(text.includes(file), text);
    assert.deepEqual(buttons, ['See the Changes', 'Update', 'Not Now']);
    assert.equal(learner.read(file), ours, 'nothing is written before it is taken');

    await run('codealong.seeUpdate', target);
    const { original, modified } = await comparison();
    assert.equal(original.toString(), learner.uri(file).toString());
    assert.equal(await textOf(modified), `${shipped}// mine\n`);
    assert.deepEqual((await messages.said(/^Merge these changes into your files/)).buttons, [
      'Update',
      'Not Now',
    ]);

    const report = await run<UpdateReport>('codealong.applyUpdate', target);
    assert.deepEqual(report?.changed, [file]);
    assert.equal(learner.read(file), `${shipped}// mine\n`);
    assert.deepEqual((await messages.said(/ now has the changes of the course/)).buttons, ['Undo']);
    await run('codealong.undo', target);
    assert.equal(learner.read(file), ours);

    await closeEditors();
    await openFile(file);
    await check(target);
    await until(() => assert.ok(messages.texts.some((one) => /Event store: .* to fix/.test(one))));
    assert.equal(messages.texts.filter((one) => offer.test(one)).length, 1);
  });

  it('that changes the same lines shows both, and where to choose', async () => {
    const { target, file } = await startedFromAnOlderCourse('go', (older) =>
      older.replace(oldLine, '// Mine.'),
    );
    const { text } = await offered(target);
    assert.match(text, /You and the course changed the same lines of .*: you choose there\.$/);
    const report = await run<UpdateReport>('codealong.applyUpdate', target);
    assert.deepEqual(report?.conflicts, [file]);
    await messages.said(/Both versions are in it, between markers/);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), learner.uri(file).toString());
    await until(() =>
      assert.match(editor.document.lineAt(editor.selection.active.line).text, /^<<<<<<< your code/),
    );
  });

  it('is none where the files are those of the course', async () => {
    const target = { exercise: 'event-store', language: 'typescript' } as const;
    await startedBefore(target);
    await run('codealong.update', target);
    await messages.said(/^The course has nothing new for your files of Event store\.$/);
  });

  it('makes what earlier checks said about the code void', async () => {
    const { target, file } = await startedFromAnOlderCourse('typescript', (older) => `${older}// mine\n`);
    await check(target);
    await until(() => assert.ok(findings(file).length > 0));
    await run('codealong.applyUpdate', target);
    assert.deepEqual(findings(file), []);
  });

  async function offered(target: object) {
    await run('codealong.update', target);
    return messages.said(offer);
  }
});

/** What the older course says instead of a line of today's. */
const oldLine = '// An older line.';

/** A learner who started with a course in which one line of the file was another, and changed the file. */
async function startedFromAnOlderCourse(language: CodeLanguage, change: (older: string) => string) {
  const target = { exercise: 'event-store', language } as const;
  const file = { typescript: 'pkg/eventstore/event-store.ts', go: 'pkg/eventstore/event_store.go' }[language];
  await startedBefore(target);
  await closeEditors();
  const shipped = learner.read(file);
  const older = shipped.replace(/^(\/\*\* What a caller|\/\/ Package eventstore).*$/m, oldLine);
  assert.notEqual(older, shipped);
  const track = { id: target.exercise, language };
  const files = [{ path: file, text: older }];
  await nodeHistories()(diskFolder(courseFolder())).save(track, {
    kind: 'scaffolded',
    at: Date.now(),
    files,
  });
  const ours = change(older);
  learner.write(file, ours);
  return { target, file, shipped, ours };
}
