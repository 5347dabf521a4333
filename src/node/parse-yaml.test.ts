import assert from 'node:assert/strict';
import { parseYaml } from './parse-yaml';

const text = `title: Course
weeks:
  - number: 1
    blocks: [a, { id: b, "two words": c }]
  - number: 2
`;

describe('parseYaml', () => {
  it('gives the value', () => {
    const { value, errors } = parseYaml(text);
    assert.deepEqual(errors, []);
    assert.deepEqual(value, {
      title: 'Course',
      weeks: [{ number: 1, blocks: ['a', { id: 'b', 'two words': 'c' }] }, { number: 2 }],
    });
  });

  it('overlooks a byte order mark and Windows line ends', () => {
    const windows = parseYaml(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
    assert.deepEqual(windows.value, parseYaml(text).value);
    assert.deepEqual(windows.locate(['weeks', 1]), { line: 5, column: 5 });
  });

  const places: readonly (readonly [path: (string | number)[], line: number, column: number])[] = [
    [[], 1, 1],
    [['title'], 1, 1],
    [['weeks'], 2, 1],
    [['weeks', 0], 3, 5],
    [['weeks', 0, 'number'], 3, 5],
    [['weeks', 0, 'blocks'], 4, 5],
    [['weeks', 0, 'blocks', 0], 4, 14],
    [['weeks', 0, 'blocks', 1], 4, 17],
    [['weeks', 0, 'blocks', 1, 'two words'], 4, 26],
    [['weeks', 1], 5, 5],
  ];
  for (const [path, line, column] of places) {
    it(`finds ${path.join('.') || 'the file'} at ${line}:${column}`, () =>
      assert.deepEqual(parseYaml(text).locate(path), { line, column }));
  }

  it('finds values behind their keys, and the key of a value that is not there', () => {
    const { locateValue } = parseYaml('a:   1\nb: # nothing\nc:\n  - x\n');
    assert.deepEqual(locateValue(['a']), { line: 1, column: 6 });
    assert.deepEqual(locateValue(['b']), { line: 2, column: 1 });
    assert.deepEqual(locateValue(['c', 0]), { line: 4, column: 5 });
    assert.deepEqual(locateValue(['d']), { line: 1, column: 1 });
  });

  it('finds the nearest place above what is not there', () => {
    const { locate } = parseYaml(text);
    assert.deepEqual(locate(['weeks', 0, 'focus']), { line: 3, column: 5 });
    assert.deepEqual(locate(['weeks', 7, 'number']), { line: 2, column: 1 });
    assert.deepEqual(locate(['story']), { line: 1, column: 1 });
  });

  const broken: readonly (readonly [
    name: string,
    text: string,
    line: number,
    column: number,
    message: RegExp,
  ])[] = [
    ['a list that is not closed', 'a: 1\nb: [1, 2\n', 3, 1, /Flow sequence .* end with a \]/],
    ['a quote that is not closed', 'a: "one\n', 2, 1, /Missing closing "quote/],
    ['a tab', 'a:\n\tb: 1\n', 2, 1, /Tabs are not allowed/],
    ['a key twice', 'a: 1\na: 2\n', 2, 1, /Map keys must be unique/],
    ['two documents', 'a: 1\n---\nb: 1\n', 2, 1, /must hold one YAML document/],
    ['an alias of nothing', 'a: *b\n', 1, 1, /Unresolved alias.*: b/],
    [
      'aliases that multiply',
      `a: &a [${'x,'.repeat(20)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\n`,
      1,
      1,
      /Excessive alias count/,
    ],
  ];
  for (const [name, source, line, column, message] of broken) {
    it(`tells where it met ${name}`, () => {
      const { value, errors } = parseYaml(source);
      assert.equal(value, undefined);
      const [error] = errors;
      assert.deepEqual([error?.line, error?.column], [line, column]);
      assert.match(error?.message ?? '', message);
    });
  }
});
