import assert from 'node:assert/strict';
import {
  adderManifest,
  adderOf,
  memoryPack,
  replacing,
  type PackChanges,
} from '../../../test/check/support/packs';
import { parseYaml } from '../../node/parse-yaml';
import { loadCatalog } from '../catalog/load-catalog';
import { formatProblem } from '../catalog/problem';
import { guideProblems } from './guide-problems';
import { loadSolutions } from './solutions';
import { staticProblems } from './static-problems';

async function problemsWith(changes: PackChanges): Promise<readonly string[]> {
  const pack = await memoryPack(changes);
  const catalog = await loadCatalog(pack, parseYaml);
  const exercise = await adderOf(pack);
  const authored = await loadSolutions(pack, exercise);
  const problems = [
    ...(await staticProblems(pack, exercise, authored, await catalog.sections())),
    ...(await guideProblems(pack, catalog, parseYaml)),
  ];
  return problems.map(formatProblem);
}

const adder = (path: string): string => `week-01/adder/${path}`;
const other = 'export const other = 1;\n';
const nine = Array.from({ length: 9 }, (_, at) => `adds-${at}`);
const checkOf = (id: string): string => `  ${id}: { title: Adds, rule: 1, why: It matters. }\n`;

describe('what can be wrong with a pack without running anything', () => {
  it('is nothing, in the fixture', async () => assert.deepEqual(await problemsWith({}), []));

  const broken: readonly (readonly [name: string, changes: PackChanges, problem: string])[] = [
    [
      'an anchor of the exercise',
      { [adderManifest]: replacing('guide: phase-1/1.1\n', 'guide: phase-1/1.9\n') },
      `${adderManifest}: no guide has a section "phase-1/1.9"`,
    ],
    [
      'an anchor of a check',
      { [adderManifest]: replacing('empty-sums', 'sums') },
      `${adderManifest}: no guide has a section "phase-1/1.1/sums"`,
    ],
    [
      'an anchor of an annotation',
      { [adderManifest]: replacing('guide: phase-1/1.1, note', 'guide: phase-2/2.1, note') },
      `${adderManifest}: no guide has a section "phase-2/2.1"`,
    ],
    [
      'a case that belongs to no check',
      { [adder('typescript/cases/subtracts.ts')]: other },
      `${adder('typescript/cases/subtracts.ts')}: is not a case: its name is not that of a check`,
    ],
    [
      'a Go case that belongs to no check',
      { [adder('go/cases/pkg/sum/adds_test.go')]: 'package sum_test\n' },
      `${adder('go/cases/pkg/sum/adds_test.go')}: is not a case: its name is not that of a check`,
    ],
    [
      'more cases than anybody goes through',
      {
        [adderManifest]: replacing('checks:\n', `checks:\n${nine.map(checkOf).join('')}`),
        ...Object.fromEntries(nine.map((id) => [adder(`typescript/cases/${id}.ts`), other])),
      },
      `${adder('typescript/cases')}: has 9 cases; keep the 8 in which stopping in one's own code teaches most`,
    ],
    [
      'a hint without a text',
      { [adder('hints.md')]: '# Hints\n\n## Go through them all\n' },
      `${adder('hints.md')}:3:1: has no text under "## Go through them all"`,
    ],
    [
      'a brief with a rule that no check judges',
      { [adder('brief.md')]: (old) => `${old}3. **Big.** It adds big numbers.\n` },
      `${adder('brief.md')}:19:1: no check judges rule 3`,
    ],
    [
      'a brief without an example',
      { [adder('brief.md')]: replacing('## An example', '## One run') },
      `${adder('brief.md')}:1:1: the brief has no example for typescript: add "## An example" after the rules of stage 1`,
    ],
    ['no hints at all', { [adder('hints.md')]: null }, `${adder('hints.md')}: the file is missing; add it`],
    ['no brief', { [adder('brief.md')]: null }, `${adder('brief.md')}: the file is missing; add it`],
    [
      'a dead link in the brief',
      { [adder('brief.md')]: replacing('phase-01-sums.md', 'phase-01-sum.md') },
      `${adder('brief.md')}:3:1: the link ../../guides/phase-01-sum.md#11-adding leads nowhere`,
    ],
    [
      'a dead link in the hints',
      { [adder('hints.md')]: (old) => `${old}[x](gone.md)\n` },
      `${adder('hints.md')}:6:1: the link gone.md leads nowhere`,
    ],
    [
      'a dead link in a guide',
      { 'guides/phase-01-sums.md': replacing('adder/brief.md', 'adder/brif.md') },
      'guides/phase-01-sums.md:5:1: the link ../week-01/adder/brif.md leads nowhere',
    ],
    [
      'no starter',
      { [adder('typescript/starter/pkg/sum/sum.ts')]: null },
      `${adder('typescript/starter/pkg/sum/sum.ts')}: the file is missing; add it`,
    ],
    [
      'a starter that is not scaffolded',
      { [adder('go/starter/pkg/sum/other.go')]: 'package sum\n' },
      `${adder('go/starter/pkg/sum/other.go')}: is not among the files that the manifest scaffolds`,
    ],
    [
      'a file missing from the reference',
      {
        [adder('go/reference/pkg/sum/sum.go')]: null,
        [adder('go/reference/pkg/sum/other.go')]: 'package sum\n',
      },
      `${adder('go/reference/pkg/sum/sum.go')}: the file is missing; add it`,
    ],
    [
      'an edit that does not fit',
      { [adder('wrong/forgets-last.md')]: replacing('-  for (const', '-  for  (const') },
      `${adder('wrong/forgets-last.md')}:8:1: the reference has no such lines`,
    ],
    [
      'a mistake without its story',
      { [adder('wrong/old/typescript/pkg/sum/sum.ts')]: other },
      `${adder('wrong/old')}: has no story: add old.md beside the folder`,
    ],
    [
      'an alternative that does not say what it does differently',
      { [adder('go/alternative/reduce/about.md')]: null },
      `${adder('go/alternative/reduce/about.md')}: the file is missing; say what this solution does differently, and what it trades`,
    ],
    [
      'an alternative that says nothing but what it trades',
      { [adder('go/alternative/reduce/about.md')]: 'It trades a for b.\n' },
      `${adder('go/alternative/reduce/about.md')}: says nothing before what it trades; say what this solution does differently`,
    ],
    [
      'an alternative that does not say what it trades',
      { [adder('go/alternative/reduce/about.md')]: 'With recursion.\n\nIt is nice.\n' },
      `${adder('go/alternative/reduce/about.md')}: its last paragraph does not begin with "It trades"; say in a sentence what it gives up, and what it gains by that`,
    ],
  ];
  for (const [name, changes, problem] of broken) {
    it(name, async () => {
      const problems = await problemsWith(changes);
      assert.ok(problems.includes(problem), problems.join('\n') || 'no problem was found');
      assert.equal(new Set(problems).size, problems.length, 'each problem is told once');
    });
  }

  it('a place in other code whose anchor does not exist', async () => {
    const places = [
      'formatVersion: 1',
      'repository: { name: Coffee, modules: [coffee] }',
      'annotations:',
      '  - { file: a.go, symbol: Add, guide: phase-1/1.1, note: Fine. }',
      '  - { file: b.go, symbol: Sum, guide: phase-1/1.9, note: Gone. }',
    ];
    assert.deepEqual(await problemsWith({ 'annotations.yaml': places.join('\n') }), [
      'annotations.yaml: b.go Sum: no guide has a section "phase-1/1.9"',
    ]);
  });
});
