import assert from 'node:assert/strict';
import type { Measurement, Survivor } from '../../../core/mutation/measure-checks';
import { mutationLines } from './mutation-lines';

const survivor: Survivor = {
  ...{ file: 'pkg/sum/sum.ts', line: 4, column: 9, operator: 'boundary', source: 'if (a < b) {' },
  ...{ original: 'a < b', replacement: 'a <= b' },
};

function measurement(rest: Partial<Measurement>): Measurement {
  return {
    ...{
      exercise: 'adder',
      language: 'typescript',
      total: 9,
      killed: 9,
      equivalent: 0,
      survived: [],
      score: 1,
    },
    problems: [],
    ...rest,
  };
}

describe('the lines about mutants', () => {
  it('tell the score alone when the checks see them all', () => {
    assert.deepEqual(mutationLines(measurement({})), ['mutants   adder typescript: 100 % (9 of 9 killed)']);
  });

  it('tell every one that survived', () => {
    const second = { ...survivor, line: 5, operator: 'property' as const, original: 'b: c', replacement: '' };
    const survived = [survivor, second];
    assert.deepEqual(mutationLines(measurement({ killed: 5, equivalent: 2, survived, score: 5 / 7 })), [
      'mutants   adder typescript: 71.4 % (5 of 7 killed, 2 more equivalent)',
      'survived  pkg/sum/sum.ts:4:9 boundary: a < b → a <= b',
      'survived  pkg/sum/sum.ts:5:9 property: b: c → (nothing)',
    ]);
  });

  it('never round up to the whole', () => {
    const [line] = mutationLines(measurement({ killed: 9_999, survived: [survivor], score: 0.9999 }));
    assert.equal(line, 'mutants   adder typescript: 99.9 % (9999 of 10000 killed)');
  });

  it('call it whole when nothing can be seen', () => {
    const [line] = mutationLines(measurement({ killed: 0, equivalent: 3 }));
    assert.equal(line, 'mutants   adder typescript: 100 % (0 of 0 killed, 3 more equivalent)');
  });

  it('shorten what is replaced, never what stands there instead', () => {
    const long = 'a && '.repeat(30);
    const [, line] = mutationLines(
      measurement({ survived: [{ ...survivor, original: long, replacement: long }] }),
    );
    assert.equal(line, `survived  pkg/sum/sum.ts:4:9 boundary: ${long.slice(0, 79)}… → ${long}`);
  });

  it('tell why nothing was measured', () => {
    const outcome = {
      exercise: 'adder',
      language: 'go',
      notMeasured: 'Go is needed.',
      problems: [],
    } as const;
    assert.deepEqual(mutationLines(outcome), ['not run   adder go mutants: Go is needed.']);
  });
});
