import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionUnderTest } from './extension';
import { briefOf } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { useMessages } from './support/messages';

describe('a link to an exercise', () => {
  const messages = useMessages();
  useFreshCourse();

  it('opens the brief and offers to start', async () => {
    await follow('/exercise/circuit-breaker');
    const { buttons } = await messages.said(/read the brief, then start when you are ready/);
    assert.deepEqual(buttons, ['Start']);
    await briefOf(/./);
    assert.deepEqual(learner.list(), []);
  });

  it('says so when there is no such exercise', async () => {
    await follow('/exercise/no-such-exercise');
    await messages.said(/There is no exercise "no-such-exercise"/);
  });

  it('says so when it leads elsewhere', async () => {
    await follow('/nowhere');
    await messages.said(/The link \/nowhere leads nowhere/);
  });
});

/** As the operating system hands a link to VS Code. */
async function follow(path: string): Promise<void> {
  const link = vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionUnderTest().id, path });
  await vscode.commands.executeCommand('vscode.open', link);
}
