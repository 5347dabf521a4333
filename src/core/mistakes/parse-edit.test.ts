import assert from 'node:assert/strict';
import { parseEdit } from './parse-edit';

/** What an edit that begins at line 10 of its file is read as; each hunk as its file, its line and its lines. */
function read(...lines: string[]) {
  const { edit, problems } = parseEdit({ lines, line: 10 });
  return {
    hunks: edit.hunks.map(({ file, line, lines: own }) => [
      file,
      line,
      own.map((one) => one.kind + one.text),
    ]),
    added: edit.added,
    problems: problems.map(({ line, message }) => `${line}: ${message}`),
  };
}

describe('parseEdit', () => {
  it('reads lines that are kept, taken away and added', () => {
    assert.deepEqual(read(' kept', '-old', '+new'), {
      hunks: [[undefined, 10, [' kept', '-old', '+new']]],
      added: [],
      problems: [],
    });
  });

  it('takes an empty line for one that is kept', () => {
    assert.deepEqual(read('-old', '', '+new').hunks, [[undefined, 10, ['-old', ' ', '+new']]]);
  });

  it('parts hunks at "@@", which names a file where it changes', () => {
    assert.deepEqual(read('@@ a.ts', '-one', '@@', '-two', '@@  b.ts ', '-three').hunks, [
      ['a.ts', 11, ['-one']],
      ['a.ts', 13, ['-two']],
      ['b.ts', 15, ['-three']],
    ]);
    assert.deepEqual(read('@@', '-one', '@@', '-two').hunks, [
      [undefined, 11, ['-one']],
      [undefined, 13, ['-two']],
    ]);
  });

  it('reads whole new files', () => {
    const { hunks, added, problems } = read(
      '-one',
      '+++ pkg/a.ts',
      '+first',
      '+',
      '+++ pkg/b.ts',
      '++second',
      '@@',
      '-two',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(hunks, [
      [undefined, 10, ['-one']],
      [undefined, 17, ['-two']],
    ]);
    assert.deepEqual(added, [
      { path: 'pkg/a.ts', text: 'first\n\n' },
      { path: 'pkg/b.ts', text: '+second\n' },
    ]);
  });

  it('keeps the alternative that it is laid over', () => {
    const { edit } = parseEdit({ lines: ['-old'], line: 10, over: 'one-key' });
    assert.deepEqual([edit.over, edit.line], ['one-key', 10]);
  });

  const broken: readonly (readonly [name: string, lines: string[], problem: string])[] = [
    ['nothing', [], '10: the edit is empty'],
    ['only a mark', ['@@'], '10: the edit is empty'],
    ['lines without a mark', ['-old', 'new'], '11: a line of an edit begins with "-", "+" or a space'],
    ['hunks that change nothing', ['-old', '@@', ' one', ' two'], '12: these lines change nothing'],
    [
      'hunks without a place',
      ['+new'],
      '10: nothing says where these lines go: add a line of context, with a space before it',
    ],
    ['new files with other lines', ['+++ a.ts', '+one', ' two'], '12: a line of a new file begins with "+"'],
  ];
  for (const [name, lines, problem] of broken)
    it(`complains about ${name}`, () => assert.deepEqual(read(...lines).problems, [problem]));
});
