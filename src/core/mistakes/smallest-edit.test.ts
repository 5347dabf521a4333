import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextFile } from '../text-file';
import { applyEdit } from './apply-edit';
import { parseMistake } from './parse-mistake';
import { smallestEdit } from './smallest-edit';
import { writeMistake } from './write-mistake';

const path = 'pkg/a.ts';
const file = (...lines: readonly string[]): TextFile => ({ path, text: lines.join('\n') });

/** The hunks that make one text of another, each as its lines. */
function hunksOf(base: readonly string[], changed: readonly string[]) {
  const { hunks } = smallestEdit([file(...base)], [file(...changed)], path);
  return hunks.map(({ lines }) => lines.map(({ kind, text }) => kind + text));
}

describe('smallestEdit', () => {
  const simple: readonly (readonly [name: string, base: string, changed: string, hunks: string[][]])[] = [
    ['nothing, of what is the same', 'a b c', 'a b c', []],
    ['one line, where it stands once', 'a b c', 'a x c', [['-b', '+x']]],
    ['a line that goes', 'a b c', 'a c', [['-b']]],
    ['a line that comes, with one before it', 'a b c', 'a b x c', [[' b', '+x']]],
    ['a line that comes first, with one behind it', 'a b', 'x a b', [['+x', ' a']]],
    ['one line of context more, where the line stands twice', 'a b c b', 'a b c x', [[' c', '-b', '+x']]],
    ['context behind it, where only that helps', 'b a b c', 'b a x c', [[' a', '-b', '+x']]],
    [
      'as many hunks as there are places',
      'a b c d e',
      'x b c d y',
      [
        ['-a', '+x'],
        ['-e', '+y'],
      ],
    ],
    [
      'one hunk, where the context of two would overlap',
      'b c b c b',
      'x c b c y',
      [['-b', '+x', ' c', ' b', ' c', '-b', '+y']],
    ],
  ];
  for (const [name, base, changed, hunks] of simple)
    it(`is ${name}`, () => assert.deepEqual(hunksOf(base.split(' '), changed.split(' ')), hunks));

  it('names the file only where it is not the main one alone', () => {
    const base = [
      { path: 'pkg/a.ts', text: 'a\n' },
      { path: 'pkg/http.ts', text: 'b\n' },
      { path: 'api/http.ts', text: 'c\n' },
    ];
    const namesOf = (...paths: string[]) =>
      smallestEdit(
        base,
        paths.map((one) => ({ path: one, text: 'x\n' })),
        path,
      ).hunks.map((hunk) => hunk.file);
    assert.deepEqual(namesOf('pkg/a.ts'), [undefined]);
    assert.deepEqual(namesOf('pkg/a.ts', 'pkg/http.ts'), ['a.ts', 'pkg/http.ts']);
    assert.deepEqual(namesOf('api/http.ts'), ['api/http.ts']);
  });

  it('adds new files whole', () => {
    const added = { path: 'pkg/new.ts', text: 'new\n' };
    assert.deepEqual(smallestEdit([file('a')], [file('a'), added], path), { hunks: [], added: [added] });
  });

  const paths = ['pkg/a.ts', 'pkg/http.ts', 'api/http.ts', 'http.ts'];
  const text = fc
    .array(fc.constantFrom('', '}', '  return;', '-', '+ a', '@@', '+++ b', '```'), {
      minLength: 1,
      maxLength: 14,
    })
    .map((lines) => `${lines.join('\n')}\n`);
  /** Files with many equal lines, and others instead of some of them. */
  const pairs = fc
    .uniqueArray(fc.constantFrom(...paths), { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((one) =>
          fc.record({ path: fc.constant(one), before: text, after: fc.option(text, { nil: undefined }) }),
        ),
      ),
    );

  it('makes of its base what was changed, to the byte, also through the file that it is written to', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(pairs, (chosen) => {
        const base = chosen.map(({ path: one, before }) => ({ path: one, text: before }));
        const changed = chosen.map(({ path: one, before, after }) => ({ path: one, text: after ?? before }));
        const edit = { ...smallestEdit(base, changed, chosen[0]?.path), line: 1 };
        const differs = base.some(({ text: before }, index) => before !== changed[index]?.text);
        const made = (through: typeof edit): readonly TextFile[] => {
          const { files, problems } = applyEdit(through, {
            name: 'the base',
            files: base,
            mainFile: chosen[0]?.path,
          });
          assert.deepEqual(problems, []);
          const texts = new Map([...base, ...files].map((one) => [one.path, one.text]));
          return [...texts].map(([one, now]) => ({ path: one, text: now }));
        };
        assert.deepEqual(made(edit), changed);
        if (!differs) return;
        const mistake = {
          id: 'some',
          title: 'Some',
          story: 'It hurts.',
          rejectedBy: { go: ['adds'] },
          edits: { go: edit },
        };
        const read = parseMistake('some', writeMistake(mistake));
        assert.deepEqual(read.problems, []);
        const { hunks, added } = read.mistake.edits.go ?? { hunks: [], added: [] };
        assert.deepEqual(made({ hunks, added, line: 1 }), changed);
      }),
      { numRuns: 500 },
    );
  });
});
