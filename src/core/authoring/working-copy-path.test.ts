import assert from 'node:assert/strict';
import { workingCopyOf, workingCopyPath } from './working-copy-path';

describe('the path of a working copy', () => {
  const copy = { exercise: 'event-store', mistake: 'any-tries-once' };

  it('leads from any of its files back to it', () => {
    const file = `/course/exercises/${workingCopyPath(copy)}/pkg/eventstore/event_store.go`;
    assert.deepEqual(workingCopyOf(file), { pack: '/course/exercises', ...copy });
  });

  it('is not that of other files', () => {
    for (const path of [
      '/course/exercises/.author/.gitignore',
      '/course/exercises/.author/event-store/x',
      '/a/b.ts',
    ])
      assert.equal(workingCopyOf(path), undefined, path);
  });
});
