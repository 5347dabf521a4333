import assert from 'node:assert/strict';
import { reset } from './support/commands';
import { typeOver } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { useMessages } from './support/messages';
import { withSetting } from './support/settings';
import { startedBefore } from './support/started-before';
import { until } from './support/until';

describe('resetting', () => {
  const messages = useMessages();
  useFreshCourse();

  it('puts the starter back and keeps what was written, saved or not', async () => {
    const { target, file, starter } = await circuitBreaker();
    await startedBefore(target);
    const document = await typeOver(file, '// mine\n');
    messages.press('Reset');
    const report = await reset(target);
    assert.deepEqual(report?.restored, [file]);
    assert.equal(learner.read(file), starter);
    assert.ok(report.kept);
    await until(() => assert.equal(document.getText(), starter));
    await messages.said(/ was reset to the starter\. Your code is saved in the history\./);
  });

  it('shows the starter even where the editor does not watch the file', async () => {
    const { target, file, starter } = await circuitBreaker();
    await withSetting('files.watcherExclude', { '**': true }, async () => {
      await startedBefore(target);
      const document = await typeOver(file, '// mine\n');
      messages.press('Reset');
      await reset(target);
      assert.equal(document.getText(), starter);
    });
  });

  it('asks first, and does nothing without a yes', async () => {
    const { target, file } = await circuitBreaker();
    await startedBefore(target);
    learner.write(file, '// mine\n');
    assert.equal(await reset(target), undefined);
    const { buttons } = await messages.said(/^Reset .* to the starter\?$/);
    assert.deepEqual(buttons, ['Reset']);
    assert.equal(learner.read(file), '// mine\n');
  });

  it('changes nothing where the starter stands', async () => {
    const { target } = await circuitBreaker();
    await startedBefore(target);
    messages.press('Reset');
    assert.deepEqual(await reset(target), { restored: [] });
    await messages.said(/already matches the starter\. Nothing was changed\./);
  });
});
