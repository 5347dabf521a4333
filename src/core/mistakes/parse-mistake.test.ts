import assert from 'node:assert/strict';
import { parseMistake } from './parse-mistake';

const edit = '```diff go\n-old\n+new\n```\n';
const whole = `# Strict boundary

At exactly the timeout it still rejects.
A client is turned away.

It waits again.

Rejected by: \`admits\`, \`closes\`

${edit}`;

const problemsOf = (markdown: string) =>
  parseMistake('strict', markdown).problems.map(({ line, message }) => `${line}: ${message}`);

describe('parseMistake', () => {
  it('reads title, story, checks and edits', () => {
    const { mistake, problems } = parseMistake('strict', whole);
    assert.deepEqual(problems, []);
    assert.deepEqual(mistake, {
      id: 'strict',
      title: 'Strict boundary',
      story: 'At exactly the timeout it still rejects.\nA client is turned away.\n\nIt waits again.',
      rejectedBy: { typescript: ['admits', 'closes'], go: ['admits', 'closes'] },
      edits: {
        go: {
          hunks: [
            {
              lines: [
                { kind: '-', text: 'old' },
                { kind: '+', text: 'new' },
              ],
              line: 11,
            },
          ],
          added: [],
          line: 11,
        },
      },
    });
  });

  it('reads the same with a byte order mark and Windows line ends', () => {
    assert.deepEqual(parseMistake('a', `\uFEFF${whole.replaceAll('\n', '\r\n')}`), parseMistake('a', whole));
  });

  it('reads checks that differ between languages, over several lines', () => {
    const text = whole.replace('`admits`, `closes`', '`admits`,\n`closes`\n\nRejected by (go): `opens`');
    assert.deepEqual(parseMistake('a', text).mistake.rejectedBy, {
      typescript: ['admits', 'closes'],
      go: ['opens'],
    });
    const goOnly = whole.replace('Rejected by', 'Rejected by (go)');
    assert.deepEqual(parseMistake('a', goOnly).mistake.rejectedBy, { go: ['admits', 'closes'] });
  });

  it('reads the languages that it is in', () => {
    assert.equal(parseMistake('a', whole).mistake.onlyIn, undefined);
    assert.deepEqual(parseMistake('a', `${whole}\nOnly in: \`go\`\n`).mistake.onlyIn, ['go']);
  });

  it('reads the alternative that an edit is laid over', () => {
    const over = whole.replace('diff go', 'diff go over one-key');
    assert.equal(parseMistake('a', over).mistake.edits.go?.over, 'one-key');
  });

  it('takes other code for a part of the story', () => {
    const code = '```ts\nconst a = 1;\n\nconst b = 2;\n```';
    const { mistake, problems } = parseMistake('a', whole.replace('It waits again.', code));
    assert.deepEqual(problems, []);
    assert.ok(mistake.story.endsWith(`\n\n${code}`), mistake.story);
  });

  it('reads an edit with code fences in it, between longer ones', () => {
    const fenced = whole.replace(edit, '````diff go\n-```\n+```ts\n````\n');
    assert.deepEqual(
      parseMistake('a', fenced).mistake.edits.go?.hunks[0]?.lines.map(({ text }) => text),
      ['```', '```ts'],
    );
  });

  const story = 'At exactly the timeout it still rejects.\nA client is turned away.\n\nIt waits again.\n\n';
  const broken: readonly (readonly [name: string, markdown: string, problem: string])[] = [
    [
      'no title',
      whole.replace('# Strict boundary\n', ''),
      '1: has no title: begin with "# " and a few words',
    ],
    ['no story', whole.replace(story, ''), '1: has no story: tell what goes wrong, and who it hurts'],
    [
      'no check',
      whole.replace(/Rejected by.*\n/, ''),
      '1: says no check that rejects it: add "Rejected by: `check-id`"',
    ],
    [
      'an edit in another language',
      whole.replace('diff go', 'diff rust'),
      '10: "diff rust" must be "diff typescript" or "diff go" or "diff sql" or "diff yaml" or "diff markdown", with " over <alternative>" behind it if need be',
    ],
    ['a second edit', whole + edit, '14: a second edit for go; put both into one block'],
    [
      'what is wrong in an edit, at its line',
      whole.replace('+new', 'new'),
      '12: a line of an edit begins with "-", "+" or a space',
    ],
    ['an empty edit', whole.replace('-old\n+new\n', ''), '11: the edit is empty'],
  ];
  for (const [name, markdown, problem] of broken)
    it(`complains about ${name}`, () => assert.deepEqual(problemsOf(markdown), [problem]));
});
