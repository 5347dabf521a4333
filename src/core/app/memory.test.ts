import assert from 'node:assert/strict';
import { copiedHistory } from '../../../test/check/support/histories';
import { memoryFolder } from '../memory-folder';
import { withPendingWrites, type PendingMemory } from './memory';
import type { Folder } from '../ports';
import { progressKeeper } from '../progress/progress-keeper';
import { withStart } from '../progress/progress';

const track = { id: 'adder', language: 'typescript' } as const;
const moment = { kind: 'scaffolded', at: 1, files: [{ path: 'a.ts', text: 'a' }] } as const;
let folder: Folder;
let memory: PendingMemory;

/** Something to be waited for, and what ends the wait. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('a memory that is still being written', () => {
  beforeEach(() => {
    folder = memoryFolder('the course', []);
    const progress = progressKeeper({ now: () => 1 }, () => undefined);
    memory = withPendingWrites({ progress, historyOf: copiedHistory });
  });

  it('is seen as it will be', async () => {
    const { opened, open } = gate();
    memory.later(folder, async ({ progress, historyOf }) => {
      await opened;
      await historyOf(folder).save(track, moment);
      await progress.update(folder, (before) => withStart(before, 'adder', 'typescript', 1));
    });
    const seen = Promise.all([memory.historyOf(folder).list(track), memory.progress.read(folder)]);
    open();
    const [moments, progress] = await seen;
    assert.equal(moments.length, 1);
    assert.ok('adder' in progress.exercises);
  });

  it('is written in the order in which that was asked for', async () => {
    const { opened, open } = gate();
    const order: string[] = [];
    memory.later(folder, async () => {
      await opened;
      order.push('first');
    });
    memory.later(folder, async () => void order.push('second'));
    open();
    await memory.settled();
    assert.deepEqual(order, ['first', 'second']);
  });

  it('keeps nobody waiting for another folder', async () => {
    const { opened, open } = gate();
    memory.later(folder, () => opened);
    assert.deepEqual(await memory.historyOf(memoryFolder('elsewhere', [])).list(track), []);
    open();
    await memory.settled();
  });

  it('does not wait for what came after a look began', async () => {
    const raw = await memory.settledFor(folder);
    const { opened, open } = gate();
    memory.later(folder, () => opened);
    assert.deepEqual(await raw.historyOf(folder).list(track), []);
    open();
    await memory.settled();
  });
});
