import assert from 'node:assert/strict';
import { memoryPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { parseYaml } from '../../node/parse-yaml';
import { loadCatalog } from '../catalog/load-catalog';
import { formatProblem } from '../catalog/problem';
import { guideProblems } from './guide-problems';

const file = 'guides/phase-01/1.2-products.md';
const plan = 'guides/phase-01/1.2-products.yaml';

const brief = (title: string, card: string): string => `## ${title}

**The idea.** ${'word '.repeat(150)}

**The numbers.** 3 times 4.

**Use it** often. **Leave it** seldom.

**Check yourself.**

<details id="${card}"><summary>Why?</summary>

So.

</details>

`;

const sound: Readonly<Record<string, string>> = {
  [file]: `# 1.2 Products\n\n${brief('Zero', 'card-zero')}## Practice\n\nBuild it: nothing yet.\n`,
  [plan]: 'formatVersion: 1\ndeep: []\nbrief: [zero]\n',
};

/** What is wrong with the fixture and a section of its own, after changes to both. */
async function problemsWith(changes: PackChanges): Promise<readonly string[]> {
  const all: Record<string, PackChanges[string]> = { ...sound };
  for (const [path, change] of Object.entries(changes)) {
    const before = sound[path];
    all[path] = typeof change === 'function' && before !== undefined ? change(before) : change;
  }
  const pack = await memoryPack(all);
  return (await guideProblems(pack, await loadCatalog(pack, parseYaml), parseYaml)).map(formatProblem);
}

const moved = (former: string, anchor: string): PackChanges => ({
  'guides/moved.yaml': `formatVersion: 1\nanchors: { ${former}: ${anchor} }\n`,
});

describe('the proof of the guides', () => {
  it('holds for a phase that is half moved', async () => {
    assert.deepEqual(await problemsWith({}), []);
  });

  it('asks for the plan of a section', async () => {
    const pack = await memoryPack({ [file]: '# 1.2 Products\n' });
    const problems = await guideProblems(pack, await loadCatalog(pack, parseYaml), parseYaml);
    assert.deepEqual(problems.map(formatProblem), [`${plan}: the file is missing; add it`]);
  });

  it('accepts a former anchor wherever one is named', async () => {
    const changes = {
      ...moved('phase-1/1.1/products', 'phase-1/1.2'),
      'annotations.yaml':
        'formatVersion: 1\nrepository: { name: Coffee, modules: [coffee] }\nannotations:\n' +
        '  - { file: a.go, symbol: Add, guide: phase-1/1.1/products, note: Fine. }\n',
    };
    assert.deepEqual(await problemsWith(changes), []);
  });

  const broken: readonly (readonly [name: string, changes: PackChanges, problem: string])[] = [
    [
      'a plan with an unknown key',
      { [plan]: 'formatVersion: 1\ndeep: []\nbrief: [zero]\nmedium: []\n' },
      `${plan}:4:1: medium: is not a known key; remove it or correct its name`,
    ],
    [
      'a flaw of the text, at its line',
      { [file]: replacing('**Leave it** seldom.', '') },
      `${file}:3:1: "Zero" lacks Leave it: begin it with "**Leave it.**"`,
    ],
    [
      'a figure that its formula does not give',
      { [plan]: (old) => `${old}figures: { product: { says: 3 times 4, formula: 2 * 2 } }\n` },
      `${plan}:4:12: the text says 3, and the formula gives 4; correct one of them`,
    ],
    [
      'a link that leads nowhere',
      { [file]: replacing('nothing yet', '[it](../gone.md)') },
      `${file}:21:1: the link ../gone.md leads nowhere`,
    ],
    [
      'one id for two cards',
      {
        [file]: replacing('## Practice', `${brief('One', 'card-zero')}## Practice`),
        [plan]: replacing('[zero]', '[zero, one]'),
      },
      `${file}:29:1: ${file}:13 has a card card-zero already; give this one another id`,
    ],
    [
      'a section that stands in the page of its phase as well',
      { 'guides/phase-01-sums.md': (old) => `${old}\n## 1.2 Products\n` },
      `guides/phase-01-sums.md:11:1: ${file} holds this section; leave a link to it here`,
    ],
    [
      'an exercise that the section explains and does not name',
      { 'week-01/adder/exercise.yaml': replacing('guide: phase-1/1.1', 'guide: phase-1/1.2') },
      `${file}: explains the exercise "adder" and does not link to week-01/adder/brief.md; add it under "Build it" or "Practice"`,
    ],
    [
      'an exercise that does not lead back',
      { [file]: replacing('nothing yet', '[it](../../week-01/adder/brief.md)') },
      `${file}:21:1: links to "adder", and nothing in week-01/adder/exercise.yaml leads back; name an anchor of this section there`,
    ],
    [
      'a former anchor that leads nowhere',
      moved('phase-1/1.1/products', 'phase-1/1.2/gone'),
      'guides/moved.yaml: phase-1/1.1/products leads to phase-1/1.2/gone, which no guide has; name the current heading',
    ],
    [
      'a former anchor that is still one',
      moved('phase-1/1.1/empty-sums', 'phase-1/1.2/zero'),
      'guides/moved.yaml: phase-1/1.1/empty-sums is still a heading; take it out of the list',
    ],
    [
      'a word of the glossary without an explanation',
      { 'guides/glossary.md': '# Words\n\n## Chaos\n' },
      'guides/glossary.md:3:1: "Chaos" is explained with 0 words; take 1 to 40, or make it a brief concept',
    ],
  ];
  for (const [name, changes, problem] of broken) {
    it(`names ${name}`, async () => assert.deepEqual(await problemsWith(changes), [problem]));
  }
});
