import assert from 'node:assert/strict';
import { itKeepsTheFolderContract } from '../../test/check/support/folder-contract';
import { memoryFolder } from './memory-folder';

describe('memoryFolder', () => {
  itKeepsTheFolderContract(async (files) =>
    memoryFolder(
      'memory',
      Object.entries(files).map(([path, text]) => ({ path, text })),
    ),
  );

  it('takes the last of two files with the same path', async () => {
    const folder = memoryFolder('memory', [
      { path: 'a.txt', text: 'first' },
      { path: 'a.txt', text: 'last' },
    ]);
    assert.equal(await folder.read('a.txt'), 'last');
  });
});
