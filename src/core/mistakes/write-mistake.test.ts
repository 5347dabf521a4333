import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Edit, Mistake } from './mistake';
import { parseMistake } from './parse-mistake';
import { wrapped, writeMistake } from './write-mistake';

const mistake: Mistake = {
  id: 'strict',
  title: 'Strict boundary',
  story: 'It still rejects.\n\nIt waits again.',
  rejectedBy: { typescript: ['admits'], go: ['admits', 'closes'] },
  edits: {
    typescript: {
      over: 'one-key',
      hunks: [
        { file: 'a.ts', lines: [{ kind: '-', text: '  old' }], line: 1 },
        {
          file: 'a.ts',
          lines: [
            { kind: ' ', text: '' },
            { kind: '+', text: '  new' },
          ],
          line: 1,
        },
        { file: 'b.ts', lines: [{ kind: '-', text: 'other' }], line: 1 },
      ],
      added: [{ path: 'pkg/c.ts', text: 'one\n\ntwo\n' }],
      line: 1,
    },
  },
  onlyIn: ['typescript'],
};

const written = `# Strict boundary

It still rejects.

It waits again.

Rejected by: \`admits\`

Rejected by (go): \`admits\`, \`closes\`

Only in: \`typescript\`

\`\`\`diff typescript over one-key
@@ a.ts
-  old
@@

+  new
@@ b.ts
-other
+++ pkg/c.ts
+one
+
+two
\`\`\`
`;

describe('writeMistake', () => {
  it('writes every part of a mistake', () => assert.equal(writeMistake(mistake), written));

  it('says the checks once where all languages have the same', () => {
    const same = writeMistake({ ...mistake, rejectedBy: { typescript: ['admits'], go: ['admits'] } });
    assert.equal(same, written.replace('Rejected by (go): `admits`, `closes`\n\n', ''));
  });

  it('says the checks of the only language that they are known for of all', () => {
    const only = writeMistake({ ...mistake, rejectedBy: { go: ['closes'] } });
    assert.deepEqual(parseMistake('a', only).mistake.rejectedBy, { typescript: ['closes'], go: ['closes'] });
  });

  it('writes a mistake whose story is not told yet', () => {
    assert.ok(writeMistake({ ...mistake, story: '' }).startsWith('# Strict boundary\n\nRejected by: '));
  });

  const language = fc.constantFrom('typescript' as const, 'go' as const);
  const word = fc.constantFrom('a', 'adds', 'adds-nothing', 'closes-when-the-last-of-them-is-gone');
  const words = fc.uniqueArray(word, { minLength: 1 });
  const kinds = fc.constantFrom('-' as const, '+' as const, ' ' as const);
  const text = fc.constantFrom('', '}', '\treturn', '```ts', '- a', '@@ b', '# c');
  const lines = fc
    .array(fc.record({ kind: kinds, text }), { minLength: 1, maxLength: 6 })
    .map((some) => [{ kind: '-' as const, text: 'gone' }, ...some]);
  const whole = fc.record({ path: fc.constantFrom('a.ts', 'pkg/b.go'), text: text.map((one) => `${one}\n`) });
  const edit: fc.Arbitrary<Edit> = fc
    .record({
      over: fc.option(fc.constant('one-key'), { nil: undefined }),
      files: fc.constantFrom([undefined], ['a.ts', 'a.ts', 'pkg/b.ts']),
      hunks: fc.array(lines, { minLength: 1, maxLength: 3 }),
      added: fc.array(whole, { maxLength: 2 }),
    })
    .map(({ over, files, hunks, added }) => ({
      ...(over !== undefined && { over }),
      hunks: hunks.map((own, index) => {
        const file = files[index] ?? files[0];
        return { ...(file !== undefined && { file }), lines: own, line: 0 };
      }),
      added,
      line: 0,
    }));
  const mistakes: fc.Arbitrary<Mistake> = fc
    .record({
      id: fc.constant('some'),
      title: fc.constantFrom('Strict', 'Says `no`'),
      story: fc.constantFrom('It hurts.', 'It hurts.\nA lot.\n\n```ts\na();\n\nb();\n```\n\nAlways.'),
      rejectedBy: fc.oneof(
        words.map((ids) => ({ typescript: ids, go: ids })),
        fc.record({ typescript: words, go: words }),
      ),
      edits: fc.oneof(
        edit.map((typescript) => ({ typescript })),
        edit.map((go) => ({ go })),
        fc.record({ typescript: edit, go: edit }),
      ),
      onlyIn: fc.option(language, { nil: undefined }),
    })
    .map(({ onlyIn, ...rest }) => ({ ...rest, ...(onlyIn && { onlyIn: [onlyIn] }) }));

  /** Without the numbers of lines, which only a file has. */
  const unplaced = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'line' ? undefined : one)));

  it('writes what is read as the same again', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(mistakes, (one) => {
        const { mistake: read, problems } = parseMistake(one.id, writeMistake(one));
        assert.deepEqual(problems, []);
        assert.deepEqual(unplaced(read), unplaced(one));
        assert.equal(writeMistake(read), writeMistake(one));
      }),
      { numRuns: 500 },
    );
  });
});

describe('wrapped text', () => {
  it('has lines of at most 120 characters, and loses no word', () => {
    const words = Array.from({ length: 60 }, (_, at) => `\`word-${at}\`,`).join(' ');
    const lines = wrapped(words).split('\n');
    assert.ok(lines.length > 1);
    for (const line of lines) assert.ok(line.length <= 120, line);
    assert.equal(lines.join(' '), words);
  });
});
