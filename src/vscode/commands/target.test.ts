import assert from 'node:assert/strict';
import { targetOf } from './target';

describe('targetOf', () => {
  it('reads an exercise id', () =>
    assert.deepEqual(targetOf('circuit-breaker'), { exercise: 'circuit-breaker' }));

  it('reads a tree node, whatever else it holds', () => {
    const node = { kind: 'exercise', exercise: 'event-store', state: 'new' };
    assert.deepEqual(targetOf(node), { exercise: 'event-store' });
  });

  it('keeps a language that there is a track for, and drops another', () => {
    assert.deepEqual(targetOf({ exercise: 'a', language: 'go' }), { exercise: 'a', language: 'go' });
    assert.deepEqual(targetOf({ exercise: 'a', language: 'cobol' }), { exercise: 'a' });
  });

  it('finds no exercise in anything else', () => {
    for (const argument of [undefined, null, '', 7, {}, { exercise: 7 }, [], { language: 'go' }]) {
      assert.equal(targetOf(argument), undefined);
    }
  });
});
