import assert from 'node:assert/strict';
import { checkWith, exerciseWith } from '../../../test/check/support/manifest';
import { checksToRun } from './prove-solution';

const exercise = exerciseWith({
  checks: [
    checkWith('opens'),
    checkWith('counts', { after: ['opens'] }),
    checkWith('closes', { after: ['counts'] }),
    checkWith('waits', { after: ['opens'] }),
    checkWith('alone'),
  ],
});

const toRun = (...rejectedBy: string[]) => [...(checksToRun(exercise, { role: 'wrong', rejectedBy }) ?? [])];

describe('the checks that a solution runs', () => {
  it('are all of them for what must pass, and for a starter', () => {
    for (const role of ['starter', 'reference', 'alternative'] as const)
      assert.equal(checksToRun(exercise, { role, rejectedBy: [] }), undefined);
  });

  const wrong: readonly (readonly [rejectedBy: string[], checks: string[]])[] = [
    [['alone'], ['alone']],
    [['opens'], ['opens']],
    [['closes'], ['closes', 'counts', 'opens']],
    [
      ['waits', 'alone'],
      ['alone', 'opens', 'waits'],
    ],
    [
      ['waits', 'closes'],
      ['closes', 'counts', 'opens', 'waits'],
    ],
  ];
  for (const [rejectedBy, checks] of wrong) {
    it(`are ${checks.join(', ')} for what ${rejectedBy.join(' and ')} must reject`, () =>
      assert.deepEqual(toRun(...rejectedBy).toSorted(), checks));
  }
});
