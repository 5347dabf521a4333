import assert from 'node:assert/strict';
import { stagesOf } from './stages';

describe('the stages of an exercise', () => {
  it('hold its checks by level, in their order', () => {
    const check = (id: string, level: 'core' | 'production' | 'hardened') => ({ id, level });
    const stages = stagesOf([check('a', 'core'), check('b', 'hardened'), check('c', 'core')]);
    assert.deepEqual(
      stages.map(({ number, level, checks }) => [number, level, checks.map(({ id }) => id)]),
      [
        [1, 'core', ['a', 'c']],
        [3, 'hardened', ['b']],
      ],
    );
  });

  it('are none without checks', () => assert.deepEqual(stagesOf([]), []));
});
