import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { check, run } from './support/commands';
import { openFile, typeOver } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { findings, running, theOneThatJudges } from './support/judging';
import { courseFolder, learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { useMessages } from './support/messages';
import { startedBefore } from './support/started-before';
import { until } from './support/until';

const endless = 'for (;;) {}\n';

describe('checking a solution', () => {
  const messages = useMessages();
  useFreshCourse();

  it('judges every declared check of the starter, and fails it', async () => {
    const { target, manifest } = await circuitBreaker();
    await startedBefore(target);
    const report = await check(target);
    assert.equal(report?.verdict, 'failed');
    assert.deepEqual(
      report.checks.map(({ id }) => id),
      manifest.checks.map(({ id }) => id),
    );
    const { buttons } = await messages.said(
      /^Circuit breaker: 0 of \d+ pass · \d+ to fix · \d+ wait\. First: /i,
    );
    assert.match(buttons.join(', '), /^Show the Results, Next Hint, Guide §1\.2$/);
  });

  it('passes the reference', async () => {
    const { target, file, reference } = await circuitBreaker();
    await startedBefore(target);
    learner.write(file, reference);
    const report = await check(target);
    assert.equal(report?.verdict, 'passed');
    assert.deepEqual(
      report.checks.filter(({ status }) => status !== 'passed'),
      [],
    );
    await messages.said(/passed and is production-ready/);
  });

  it('judges what stands in the editor, saved or not', async () => {
    const { target, file, reference } = await circuitBreaker();
    await startedBefore(target);
    const document = await typeOver(file, reference);
    assert.ok(document.isDirty);
    assert.equal((await check(target))?.verdict, 'passed');
    assert.equal(document.isDirty, false);
    assert.equal(learner.read(file), reference);
  });

  it('names the line of a syntax error, and judges nothing', async () => {
    const { target, file, starter } = await circuitBreaker();
    await startedBefore(target);
    learner.write(file, `const broken = ;\n${starter}`);
    const report = await check(target);
    assert.equal(report?.verdict, 'unchecked');
    assert.equal(report.reason?.code, 'syntax-error');
    const found = await until(() => {
      const [first, ...others] = findings(file);
      assert.ok(first && others.length === 0, JSON.stringify(findings(file)));
      return first;
    });
    assert.equal(found.range.start.line, 0);
    await messages.said(/could not be checked/);
  });

  it('lets a second check take the place of one that runs', async () => {
    const { target, file, reference } = await circuitBreaker();
    await startedBefore(target);
    learner.write(file, endless);
    const first = check(target);
    const judging = await theOneThatJudges();
    learner.write(file, reference);
    const second = await check(target);
    assert.equal(second?.verdict, 'passed');
    assert.equal(await first, undefined);
    assert.ok(!running().includes(judging));
    assert.deepEqual(
      messages.texts.filter((text) => /judged|to fix/.test(text)),
      [],
    );
  });

  it('ends a cancelled check at once, with its process, and says nothing of it', async () => {
    const { target, file } = await circuitBreaker();
    await startedBefore(target);
    learner.write(file, endless);
    const checked = check(target);
    const judging = await theOneThatJudges();
    await run('codealong.cancelCheck');
    assert.equal(await checked, undefined);
    assert.ok(!running().includes(judging));
    assert.deepEqual(
      messages.texts.filter((text) => /judged|failed|running/.test(text)),
      [],
    );
  });

  it('says so when there is no check to cancel', async () => {
    await run('codealong.cancelCheck');
    await messages.said(/^No check is running\.$/);
  });

  it('offers to start an exercise whose file is not there', async () => {
    const { target, file } = await circuitBreaker();
    await startedBefore(target);
    learner.remove(file);
    assert.equal(await check(target), undefined);
    const { text, buttons } = await messages.said(/has not been started|is not in/);
    assert.ok(text.includes(courseFolder()), text);
    assert.deepEqual(buttons, ['Start']);
  });

  it('says so when a folder took the place of the file', async () => {
    const { target, file } = await circuitBreaker();
    await startedBefore(target);
    learner.remove(file);
    learner.makeFolder(file);
    assert.notEqual((await check(target))?.verdict, 'passed');
    const { text } = await messages.said(/folder/);
    assert.ok(text.includes(file), text);
  });
});

describe('the findings of a check', () => {
  const messages = useMessages();
  useFreshCourse();

  it('stand at the symbols that the failed checks are about, with a way to the guide', async () => {
    const { target, file, manifest } = await circuitBreaker();
    await startedBefore(target);
    await openFile(file);
    const report = await check(target);
    const failed = report?.checks.filter(({ status }) => status === 'failed') ?? [];
    const found = await until(() => {
      const all = findings(file);
      assert.equal(all.length, failed.length);
      return all;
    });
    const located = manifest.checks.filter(
      ({ id, at }) => at.typescript && failed.some((one) => one.id === id && !one.at),
    );
    assert.ok(located.length > 0);
    const document = await vscode.workspace.openTextDocument(learner.uri(file));
    for (const { title, at } of located) {
      const finding = found.find(({ message }) => message.startsWith(title));
      const symbol = at.typescript?.symbol.split('.').at(-1);
      assert.equal(finding && document.getText(finding.range), symbol, title);
      assert.match(finding?.message ?? '', /Why it matters: \S/);
      assert.match(guideLabelOf(finding), /^Guide §\d/);
    }
  });

  it('are those of the exercise at hand', async () => {
    const [one, other] = [await circuitBreaker(), await circuitBreaker('go')];
    await startedBefore(one.target);
    await openFile(one.file);
    await check(one.target);
    await until(() => assert.ok(findings(one.file).length > 0));
    await startedBefore(other.target);
    await openFile(other.file);
    await until(() => assert.deepEqual(findings(one.file), []));
    await openFile(one.file);
    await until(() => assert.ok(findings(one.file).length > 0));
  });

  it('come with the type error that the editor shows and no check judges', async () => {
    const { target, file, reference } = await circuitBreaker();
    await startedBefore(target);
    const collection = vscode.languages.createDiagnosticCollection('types');
    try {
      learner.write(file, reference);
      const place = new vscode.Range(6, 0, 6, 1);
      const error = new vscode.Diagnostic(
        place,
        'A number is not a string.',
        vscode.DiagnosticSeverity.Error,
      );
      collection.set(learner.uri(file), [error]);
      assert.equal((await check(target))?.verdict, 'passed');
      const { text } = await messages.said(/production-ready/);
      assert.match(
        text,
        /Your editor shows 1 error that the checks do not look for: \S+\.ts:7: A number is not a string\.$/,
      );
    } finally {
      collection.dispose();
    }
  });

  it('are gone once the checks pass', async () => {
    const { target, file, reference } = await circuitBreaker();
    await startedBefore(target);
    await check(target);
    await until(() => assert.ok(findings(file).length > 0));
    learner.write(file, reference);
    await check(target);
    assert.deepEqual(findings(file), []);
  });
});

function guideLabelOf(finding: vscode.Diagnostic | undefined): string {
  const code = finding?.code;
  return typeof code === 'object' ? String(code.value) : '';
}
