import assert from 'node:assert/strict';
import { applyEdit, type EditBase } from './apply-edit';
import { parseEdit } from './parse-edit';

const [first, second, root] = ['pkg/first.ts', 'pkg/second.ts', 'http.ts'];
const base: EditBase = {
  name: 'the reference',
  files: [
    { path: first, text: 'one\ntwo\n  three\ntwo\nfour\n' },
    { path: second, text: 'five\nsix\n' },
    { path: 'pkg/http.ts', text: 'seven\n' },
    { path: 'api/http.ts', text: 'eight\n' },
    { path: root, text: 'nine\n' },
  ],
  mainFile: first,
};

/** Applies an edit that begins at line 10 of its file. */
function apply(lines: readonly string[], to: EditBase = base) {
  const { files, problems } = applyEdit(parseEdit({ lines, line: 10 }).edit, to);
  return { files, problems: problems.map(({ line, message }) => `${line}: ${message}`) };
}

describe('applyEdit', () => {
  const fitting: readonly (readonly [name: string, lines: string[], path: string, text: string])[] = [
    ['takes lines away', ['-one'], first, 'two\n  three\ntwo\nfour\n'],
    ['puts lines behind others', [' four', '+more'], first, 'one\ntwo\n  three\ntwo\nfour\nmore\n'],
    ['puts lines before others', ['+more', ' one'], first, 'more\none\ntwo\n  three\ntwo\nfour\n'],
    [
      'tells lines that stand twice apart by those around them',
      ['-two', '+other', ' four'],
      first,
      'one\ntwo\n  three\nother\nfour\n',
    ],
    [
      'locates every hunk in the base, whatever the others do',
      ['@@', '-four', '+one', '@@', '-one', '+four'],
      first,
      'four\ntwo\n  three\ntwo\none\n',
    ],
    ['takes hunks that touch', ['-one', '@@', '-two', '-  three'], first, 'two\nfour\n'],
    ['finds a file by the end of its path', ['@@ second.ts', '-five'], second, 'six\n'],
    ['finds a file by its whole path, when others end like it', ['@@ http.ts', '-nine', '+0'], root, '0\n'],
    ['adds whole files', ['+++ pkg/new.ts', '+new'], 'pkg/new.ts', 'new\n'],
  ];
  for (const [name, lines, path, text] of fitting)
    it(name, () => assert.deepEqual(apply(lines), { files: [{ path, text }], problems: [] }));

  it('changes several files', () => {
    assert.deepEqual(
      apply(['-one', '@@ second.ts', '-six', '+++ pkg/new.ts', '+new']).files.map(({ path }) => path),
      [first, second, 'pkg/new.ts'],
    );
  });

  const unfit: readonly (readonly [name: string, lines: string[], problem: string])[] = [
    ['lines that are not there', ['-ten'], '10: the reference has no such lines'],
    [
      'lines that are almost there, and where',
      ['-two', '-three', '-four'],
      '10: the reference has no such lines; nearest: first.ts:2',
    ],
    [
      'lines that stand twice, and where',
      ['-one', '@@', '-two'],
      '12: these lines appear twice (2, 4): add a line of context',
    ],
    [
      'a file that is not there',
      ['@@ third.ts', '-one'],
      '11: the reference has no file that ends in "third.ts"',
    ],
    [
      'hunks that overlap',
      ['-one', ' two', '@@', ' two', '-  three'],
      '13: changes lines that the hunk at line 10 changes: make one of both',
    ],
  ];
  for (const [name, lines, problem] of unfit)
    it(`complains about ${name}`, () => assert.deepEqual(apply(lines), { files: [], problems: [problem] }));

  it('complains about lines that stand more often than twice', () => {
    const often = { ...base, files: [{ path: first, text: 'a\na\na\n' }] };
    assert.deepEqual(apply(['-a'], often).problems, [
      '10: these lines appear 3 times (1, 2, 3): add a line of context',
    ]);
  });

  it('wants a file named where the learner has several', () => {
    assert.deepEqual(apply(['-one'], { ...base, mainFile: undefined }).problems, [
      '10: several files could be meant: name one, as in "@@ http.ts"',
    ]);
  });

  it('wants more of a path that several files end in', () => {
    const files = base.files.filter(({ path }) => path !== root);
    assert.deepEqual(apply(['@@ http.ts', '-seven'], { ...base, files }).problems, [
      '11: several files end in "http.ts": name more of the path',
    ]);
  });
});
