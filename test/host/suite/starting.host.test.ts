import assert from 'node:assert/strict';
import { check, run, start } from './support/commands';
import { briefOf, openTextFiles } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { findings } from './support/judging';
import { courseFolder, learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { useMessages } from './support/messages';
import { until } from './support/until';

describe('starting an exercise', () => {
  const messages = useMessages();
  useFreshCourse();

  it('writes its files, opens the one to write, and shows the brief', async () => {
    const { target, manifest, file, starter } = await circuitBreaker();
    const report = await start(target);
    assert.equal(learner.read(file), starter);
    for (const { path } of manifest.tracks.typescript?.files ?? [])
      assert.ok(report?.written.includes(path), path);
    for (const path of report?.written ?? []) assert.ok(learner.has(path), path);
    assert.deepEqual(openTextFiles(), [learner.uri(file).toString()]);
    await briefOf(new RegExp(manifest.title));
    const { buttons } = await messages.said(
      / is ready in TypeScript: write pkg\/resilience\/circuit-breaker\.ts/,
    );
    assert.deepEqual(buttons, ['Check My Solution']);
  });

  it('notes the start in a file that can be committed', async () => {
    const { target } = await circuitBreaker();
    await start(target);
    const progress = JSON.parse(learner.read('.codealong/progress.json')) as Record<string, unknown>;
    assert.equal(progress['formatVersion'], 1);
    assert.deepEqual(Object.keys(progress['exercises'] as object), [target.exercise]);
  });

  it('keeps a file that is already there and differs, and says so', async () => {
    const { target, file } = await circuitBreaker();
    learner.write(file, '// mine\n');
    const report = await start(target);
    assert.deepEqual(report?.different, [file]);
    assert.equal(learner.read(file), '// mine\n');
    const { text, buttons } = await messages.said(/already there and left as it is/);
    assert.ok(text.includes(file), text);
    assert.deepEqual(buttons, ['Compare With the Starter']);
  });

  it('does not say of a file what a check said of the one that was there before', async () => {
    const { target, file } = await circuitBreaker();
    await start(target);
    await check(target);
    await until(() => assert.notDeepEqual(findings(file), []));
    learner.remove(file);
    const report = await start(target);
    assert.deepEqual(report?.written, [file]);
    assert.deepEqual(findings(file), []);
  });

  it('leaves standing what a check said where every file is still there', async () => {
    const { target, file } = await circuitBreaker();
    await start(target);
    await check(target);
    await until(() => assert.notDeepEqual(findings(file), []));
    const said = findings(file);
    await start(target);
    assert.deepEqual(findings(file), said);
  });

  it('writes nothing when a folder has the name of one of its files', async () => {
    const { target, file } = await circuitBreaker();
    learner.makeFolder(file);
    assert.equal(await start(target), undefined);
    const { text } = await messages.said(/a folder has that name/);
    assert.ok(text.includes(file) && text.includes(courseFolder()), text);
    assert.deepEqual(learner.list(), ['pkg']);
  });

  it('asks for the language when told to, and starts in the one chosen', async () => {
    const { target, file } = await circuitBreaker('go');
    messages.choose('Go');
    const report = await run<{ written: string[] }>('codealong.startInAnotherLanguage', target.exercise);
    assert.deepEqual([...(messages.lists[0] ?? [])].sort(), ['Go', 'TypeScript']);
    assert.ok(report?.written.includes(file));
    assert.match(learner.read('go.mod'), /^module /m);
  });

  it('does nothing when that question is closed without an answer', async () => {
    const { target } = await circuitBreaker();
    assert.equal(await run('codealong.startInAnotherLanguage', target.exercise), undefined);
    assert.equal(messages.lists.length, 1);
    assert.deepEqual(learner.list(), []);
    assert.deepEqual(messages.texts, []);
  });

  it('refuses an id that the course does not have, and names those it has', async () => {
    assert.equal(await start('circuit-braker'), undefined);
    const { text, buttons } = await messages.said(/There is no exercise "circuit-braker"/);
    assert.match(text, /circuit-breaker/);
    assert.deepEqual(buttons, ['Pick an Exercise']);
  });

  it('opens the file and the brief again from the tree', async () => {
    const { target, file } = await circuitBreaker();
    learner.write(file, '// mine\n');
    await start(target);
    await run('codealong.visit', { exercise: target.exercise });
    assert.deepEqual(openTextFiles(), [learner.uri(file).toString()]);
    assert.equal(learner.read(file), '// mine\n');
  });
});
