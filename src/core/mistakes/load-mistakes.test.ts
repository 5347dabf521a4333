import assert from 'node:assert/strict';
import { adderOf, memoryPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { formatProblem } from '../catalog/problem';
import { loadMistakes } from './load-mistakes';

const adder = (path: string): string => `week-01/adder/${path}`;
const file = adder('wrong/forgets-last.md');

async function load(changes: PackChanges = {}) {
  const pack = await memoryPack(changes);
  const { mistakes, problems } = await loadMistakes(pack, await adderOf(pack));
  return { mistakes, problems: problems.map(formatProblem) };
}

const withoutGo = (text: string): string => text.slice(0, text.indexOf('```diff go'));

describe('the mistakes of an exercise', () => {
  it('are named by their files, and know where they stand', async () => {
    const { mistakes, problems } = await load();
    assert.deepEqual(problems, []);
    assert.deepEqual(
      mistakes.map(({ id, title, file: place }) => [id, title, place]),
      [['forgets-last', 'Forgets the last', file]],
    );
  });

  it('may be none', async () => {
    assert.deepEqual(await load({ [file]: null }), { mistakes: [], problems: [] });
  });

  it('may leave a language out, when they say so, and have a folder of their own for another', async () => {
    const onlyIn = (text: string): string =>
      withoutGo(text).replace('`adds`', '`adds`\n\nOnly in: `typescript`');
    assert.deepEqual((await load({ [file]: onlyIn })).problems, []);
    const folder = { [adder('wrong/forgets-last/go/pkg/sum/sum.go')]: 'package sum\n' };
    assert.deepEqual((await load({ [file]: withoutGo, ...folder })).problems, []);
  });

  const broken: readonly (readonly [name: string, changes: PackChanges, problems: string[]])[] = [
    [
      'what is wrong inside a file',
      { [file]: replacing('Stops one too early. The last thing in the basket is free.\n', '') },
      [`${file}:1:1: has no story: tell what goes wrong, and who it hurts`],
    ],
    [
      'a check that is none, once for both languages',
      { [file]: replacing('`adds`', '`adds`, `subtracts`') },
      [`${file}:1:1: is rejected by "subtracts", which is not a check of this exercise`],
    ],
    [
      'a track without an edit',
      { [file]: withoutGo },
      [`${file}:1:1: has no edit for go: add one, or say "Only in: \`typescript\`"`],
    ],
    [
      'no edit at all',
      { [file]: (text) => text.slice(0, text.indexOf('```diff')) },
      [
        `${file}:1:1: has no edit for typescript: add one, or say "Only in: \`typescript\`"`,
        `${file}:1:1: has no edit for go: add one, or say "Only in: \`typescript\`"`,
      ],
    ],
    [
      'an edit in a language without a track',
      { [adder('exercise.yaml')]: (text) => text.replace(/^go: .*\n/m, '') },
      [`${file}:1:1: has an edit for go, but the exercise has no such track`],
    ],
    [
      'a folder without a story',
      { [adder('wrong/first-version/go/pkg/sum/sum.go')]: 'package sum\n' },
      [`${adder('wrong/first-version')}: has no story: add first-version.md beside the folder`],
    ],
  ];
  for (const [name, changes, problems] of broken)
    it(`are complained about for ${name}`, async () =>
      assert.deepEqual((await load(changes)).problems, problems));
});
