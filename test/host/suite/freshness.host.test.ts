import assert from 'node:assert/strict';
import { check, reset, run } from './support/commands';
import { typeOver } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { findings, running, theOneThatJudges } from './support/judging';
import { learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { useMessages } from './support/messages';
import { startedBefore } from './support/started-before';
import { until } from './support/until';

const endless = 'for (;;) {}\n';
const slow = 'for (const end = Date.now() + 5_000; Date.now() < end; ) {}\n';

describe('results', () => {
  const messages = useMessages();
  useFreshCourse();

  it('of code that is edited while it is checked say that they are about the code as it was', async () => {
    const { target, file, starter } = await circuitBreaker();
    await startedBefore(target);
    await typeOver(file, `${slow}${starter}`);
    const checked = check(target);
    await theOneThatJudges();
    const document = await typeOver(file, '// something else\n');
    assert.equal((await checked)?.verdict, 'failed');
    await messages.said(/ to fix.* You have edited your code meanwhile/);
    assert.ok(document.isDirty, 'what was typed meanwhile is not saved by the check');
    assert.equal(learner.read(file), `${slow}${starter}`);
  });

  it('of code that is left alone say nothing of the kind', async () => {
    const { target, file, reference } = await circuitBreaker();
    await startedBefore(target);
    await typeOver(file, reference);
    await check(target);
    await messages.said(/passed and is production-ready/);
    assert.deepEqual(
      messages.texts.filter((text) => /edited/.test(text)),
      [],
    );
  });

  it('are not shown when a reset took the code away while it was checked', async () => {
    const { target, file } = await circuitBreaker();
    await startedBefore(target);
    await typeOver(file, endless);
    const checked = check(target);
    const judging = await theOneThatJudges();
    messages.press('Reset');
    await reset(target);
    assert.equal(await checked, undefined);
    assert.ok(!running().includes(judging));
    assert.deepEqual(findings(file), []);
    await run('codealong.showResults', target);
    await messages.said(/has not been checked since this window opened/);
  });

  it('are forgotten when a reset is taken back', async () => {
    const { target, file } = await circuitBreaker();
    await startedBefore(target);
    await typeOver(file, '// mine\n');
    messages.press('Reset');
    await reset(target);
    await check(target);
    await until(() => assert.ok(findings(file).length > 0));
    await run('codealong.undo', target);
    assert.deepEqual(findings(file), []);
    await run('codealong.showResults', target);
    await messages.said(/has not been checked since this window opened/);
  });
});
