import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { parseYaml } from '../../node/parse-yaml';
import type { Judge } from '../check/judge';
import { memoryFolder } from '../memory-folder';
import { measureChecks, type MeasureRequest, type Measurement, type NotMeasured } from './measure-checks';
import type { Mutator } from './mutant';

/** A mutant for each letter of a file: the letter is written large. */
const largeLetters: Mutator = async (file, text) =>
  Array.from(text, (letter, index) => ({
    ...{ file, line: 1, column: index + 1, operator: 'string', original: letter, source: text },
    replacement: letter.toUpperCase(),
    text: text.slice(0, index) + letter.toUpperCase() + text.slice(index + 1),
  }));

/** A judge whose checks see every large letter but these. */
function blindFor(letters: string, reason?: 'harness-fault'): Judge {
  return {
    judge: async ({ exercise, solution }, hear) => {
      const quiet = { findings: [], output: '', notes: [] };
      const text = (await solution.read('a.ts')) + (await solution.read('b.ts'));
      const isMutant = /[A-Z]/.test(text);
      if (isMutant && reason) return { ...quiet, reason: { code: reason, message: 'It broke.' } };
      const isSeen = (text.match(/[A-Z]/g) ?? []).some((letter) => !letters.includes(letter));
      for (const { id } of exercise.manifest.checks)
        hear({ type: 'check-ended', id, status: isSeen ? 'failed' : 'passed', durationMs: 1 });
      hear({ type: 'ended' });
      return quiet;
    },
  };
}

interface Setting extends Partial<Pick<MeasureRequest, 'judge' | 'files' | 'signal'>> {
  readonly a?: string;
  readonly listed?: string;
}

async function measure({ a = 'abc', listed, ...rest }: Setting): Promise<Measurement | NotMeasured> {
  const yaml = listed === undefined ? [] : [{ path: 'week-01/adder/mutants.yaml', text: listed }];
  return measureChecks({
    pack: memoryFolder('the pack', yaml),
    exercise: exerciseWith(),
    language: 'typescript',
    judge: blindFor(''),
    clock: { now: () => 0 },
    solution: [
      { path: 'b.ts', text: 'bd' },
      { path: 'a.ts', text: a },
    ],
    files: ['a.ts', 'b.ts'],
    width: 2,
    signal: new AbortController().signal,
    mutantsOf: largeLetters,
    parse: parseYaml,
    ...rest,
  });
}

const aIsListed =
  '[{ file: a.ts, original: abc, operator: string, replacement: A, reason: Nobody reads it. }]';

describe('how much the checks watch over', () => {
  it('is everything when they see every mutant', async () => {
    assert.deepEqual(await measure({}), {
      ...{ exercise: 'adder', language: 'typescript', total: 5, killed: 5, equivalent: 0 },
      ...{ survived: [], score: 1, problems: [] },
    });
  });

  it('is told with those that they do not see, without the whole text, in the order of the files', async () => {
    assert.deepEqual(await measure({ judge: blindFor('BC') }), {
      ...{ exercise: 'adder', language: 'typescript', total: 5, killed: 2, equivalent: 0 },
      survived: [
        {
          ...{ file: 'a.ts', line: 1, column: 2, operator: 'string', original: 'b', replacement: 'B' },
          source: 'abc',
        },
        {
          ...{ file: 'a.ts', line: 1, column: 3, operator: 'string', original: 'c', replacement: 'C' },
          source: 'abc',
        },
        {
          ...{ file: 'b.ts', line: 1, column: 1, operator: 'string', original: 'b', replacement: 'B' },
          source: 'bd',
        },
      ],
      ...{ score: 0.4, problems: [] },
    });
  });

  it('leaves out what nobody can see', async () => {
    const measured = await measure({ judge: blindFor('AC'), listed: aIsListed });
    assert.ok('score' in measured);
    const { total, killed, equivalent, survived, score, problems } = measured;
    assert.deepEqual([total, killed, equivalent, survived.length, score], [5, 3, 1, 1, 0.75]);
    assert.deepEqual(problems, []);
  });

  it('is everything when nothing can be seen', async () => {
    const measured = await measure({
      a: 'a',
      files: ['a.ts'],
      judge: blindFor('A'),
      listed: aIsListed.replace('abc', 'a'),
    });
    assert.ok('score' in measured);
    assert.deepEqual([measured.equivalent, measured.score], [1, 1]);
  });

  it('comes with what is wrong in the list of the equivalent ones', async () => {
    const { problems: stale } = await measure({ listed: aIsListed });
    assert.deepEqual(
      stale.map(({ file, line, message }) => `${file}:${line ?? 0} ${message}`),
      ['week-01/adder/mutants.yaml:1 no mutant "string" of this line of a.ts survives; remove the entry'],
    );
    const { problems: wrong } = await measure({ judge: blindFor('A'), listed: '[{ file: a.ts }]' });
    assert.equal(wrong.length, 4);
  });

  it('changes only the files that it is asked about', async () => {
    const measured = await measure({ files: ['b.ts'] });
    assert.ok('score' in measured);
    assert.equal(measured.total, 2);
  });

  const notMeasured: readonly (readonly [when: string, setting: Setting, why: string])[] = [
    ['the solution is not right', { a: 'aBc' }, 'it does not pass its checks as it is: adds'],
    ['there is nothing to change', { files: [] }, 'there is nothing to change in its files'],
    ['the judge breaks', { judge: blindFor('', 'harness-fault') }, 'It broke.'],
    ['it is stopped', { signal: AbortSignal.abort() }, 'stopped before it was judged'],
  ];
  for (const [when, setting, why] of notMeasured) {
    it(`is not known when ${when}, and never taken for good`, async () => {
      const { problems, ...measured } = await measure(setting);
      assert.deepEqual(measured, { exercise: 'adder', language: 'typescript', notMeasured: why });
      assert.deepEqual(problems, []);
    });
  }
});
