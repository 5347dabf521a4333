import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { internalCommandIds } from '../../../src/vscode/commands/command-ids';
import { extensionUnderTest } from './extension';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** Read while the tests are being loaded, before any of them can have woken the extension. */
const wasActiveInAnEmptyFolder = extensionUnderTest().isActive;

describe('activation', () => {
  it('waits until somebody needs the course', () => {
    assert.equal(wasActiveInAnEmptyFolder, false);
  });

  it('activates without an error', async () => {
    const extension = extensionUnderTest();
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command that its manifest contributes or its links use', async () => {
    const extension = extensionUnderTest();
    await extension.activate();
    const { contributes } = extension.packageJSON as Manifest;
    const wanted = [...contributes.commands.map(({ command }) => command), ...internalCommandIds];
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      wanted.filter((command) => !registered.has(command)),
      [],
    );
  });
});
