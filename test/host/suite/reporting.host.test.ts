import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { check, run } from './support/commands';
import { useFreshCourse } from './support/fresh-course';
import { courseFolder } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { useMessages } from './support/messages';
import { startedBefore } from './support/started-before';

describe('the report of a fault', () => {
  const messages = useMessages();
  useFreshCourse();

  it('has versions and the outcome of the last check, and nothing of its owner', async () => {
    const { target, manifest } = await circuitBreaker();
    await startedBefore(target);
    await check(target);
    const text = (await run<string>('codealong.copyReport', target)) ?? '';
    for (const name of ['Code-Along', 'Node', 'Go', 'Platform', 'VS Code'])
      assert.match(text, new RegExp(`^${name}: \\S`, 'm'));
    assert.match(text, /^Exercise: circuit-breaker \(typescript\)$/m);
    assert.match(text, /^Verdict: failed after \d+ ms$/m);
    for (const { id } of manifest.checks)
      assert.match(text, new RegExp(`^- ${id}: (failed|skipped|passed)$`, 'm'));
    for (const place of [courseFolder(), homedir()]) assert.ok(!text.includes(place), text);
    assert.equal(await vscode.env.clipboard.readText(), text);
    await messages.said(/The report is on the clipboard/);
  });
});
