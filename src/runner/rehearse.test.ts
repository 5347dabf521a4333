import assert from 'node:assert/strict';
import { rehearse } from './rehearse';

describe('a rehearsal', () => {
  it('leaves nobody behind who listens to the process', async () => {
    const listening = () => process.eventNames().map((name) => [name, process.listenerCount(name)]);
    const before = listening();
    await rehearse();
    assert.deepEqual(listening(), before);
  });
});
