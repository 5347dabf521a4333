import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CheckReport } from '../../../src/core/check/report';
import { check, run, start } from './support/commands';
import { typeOver } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { findings } from './support/judging';
import { learner } from './support/learner';
import { useMessages } from './support/messages';
import { until } from './support/until';

const target = 'capacity-numbers';
const sheet = 'numbers/capacity-numbers.yaml';

/** Types answers into the sheet, as a learner does: the check saves them. */
async function answer(answers: Readonly<Record<string, string>>): Promise<void> {
  const lines = learner.read(sheet).split('\n');
  const typed = lines.map((line) => {
    const [name = ''] = line.split(':');
    const written = answers[name];
    return written === undefined ? line : `${name}: ${written}`;
  });
  await typeOver(sheet, typed.join('\n'));
}

/** Where in the sheet something is underlined, and what its first line says. */
const underlined = (): readonly string[] =>
  findings(sheet).map(({ message, range }) => {
    const line = learner.read(sheet).split('\n')[range.start.line] ?? '';
    return `${line.slice(0, range.start.character)}| ${message.split('\n')[0] ?? ''}`;
  });

const statusOf = (report: CheckReport | undefined, id: string): string | undefined =>
  report?.checks.find((one) => one.id === id)?.status;

describe('an exercise about numbers', function () {
  this.timeout(120_000);
  const messages = useMessages();
  useFreshCourse();

  it('is started without a question about languages, and its sheet opens', async () => {
    const report = await start(target);
    assert.deepEqual(report?.written, [sheet]);
    assert.deepEqual(messages.lists, []);
    await messages.said(
      /^The numbers of the rush is ready in Answer sheet|^The numbers of the rush is ready/,
    );
    const shown = () => vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString());
    await until(() => assert.ok(shown().includes(learner.uri(sheet).toString()), shown().join(', ')));
  });

  it('underlines a slip at its value and says which one it is, and nothing when it is right', async () => {
    await start(target);
    await answer({ 'orders-per-second': '600k' });
    const wrong = await check(target);
    assert.equal(wrong?.verdict, 'failed');
    await until(() =>
      assert.equal(
        underlined()[0],
        'orders-per-second: | Orders in a second: That is how many arrive in an hour. A second is shorter than a minute, so divide.',
      ),
    );
    await answer({ 'orders-per-second': '10000 / 60 /s' });
    const right = await check(target);
    assert.equal(statusOf(right, 'orders-per-second'), 'passed');
    await until(() => assert.ok(underlined().every((line) => !line.includes('Orders in a second:'))));
  });

  it('passes with every number, and is production-ready', async () => {
    await start(target);
    const some = { 'orders-per-second': '166.7', 'orders-per-day': '14.4M', 'payment-in-flight': '33.33' };
    const others = {
      'downtime-per-year': '0.876 h',
      'load-test-ceiling': '100 rps',
      'hung-in-flight': '15_000',
    };
    await answer({ ...some, ...others });
    assert.equal((await check(target))?.verdict, 'passed');
    await messages.said(
      /^The numbers of the rush passed and is production-ready: 6 of 6 pass\. Well done\.$/,
    );
    assert.deepEqual(findings(sheet), []);
  });

  it('says at the line what is not YAML', async () => {
    await start(target);
    await answer({ 'orders-per-second': '"166' });
    const report = await check(target);
    assert.equal(report?.reason?.code, 'syntax-error');
    await until(() => assert.ok(findings(sheet).length > 0));
  });

  it('has its actions above its first question', async () => {
    await start(target);
    await until(async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        learner.uri(sheet),
      );
      const [first] = lenses.filter(({ command }) => command?.command === 'codealong.check');
      assert.match(
        learner.read(sheet).split('\n')[first?.range.start.line ?? 0] ?? '',
        /^orders-per-second:/,
      );
    });
  });

  it('draws new numbers into the sheet, and keeps the answers', async () => {
    await start(target);
    await answer({ 'orders-per-second': '5' });
    const seed = await run<number>('codealong.draw', target);
    await messages.said(/has new given numbers \(seed \d+\)\./);
    const text = learner.read(sheet);
    assert.match(text, new RegExp(`^seed: ${String(seed)}\\n# given: orders in the rush: `, 'm'));
    assert.match(text, /^orders-per-second: 5$/m);
  });
});
