import assert from 'node:assert/strict';
import { adderManifest, memoryPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import { parseYaml } from '../../node/parse-yaml';
import { filesBelow } from '../files-below';
import { memoryFolder } from '../memory-folder';
import { exerciseOf } from './catalog';
import { loadCatalog } from './load-catalog';
import { formatProblem } from './problem';

const load = async (changes: PackChanges = {}) => loadCatalog(await memoryPack(changes), parseYaml);
const problemsWith = async (changes: PackChanges): Promise<readonly string[]> =>
  (await load(changes)).problems.map(formatProblem);

const unread = 'course.yaml: lists the exercise "adder", which can\'t be read';
const secondAdder = 'week-01/second/exercise.yaml';

describe('loadCatalog', () => {
  it('reads a whole pack without a complaint', async () => {
    const { course, entries, places, problems } = await load();
    assert.equal(course.title, 'A tiny course');
    assert.deepEqual([...entries.keys()], ['adder']);
    assert.equal(entries.get('adder')?.path, 'week-01/adder');
    assert.equal(places, undefined);
    assert.deepEqual(problems, []);
  });

  it('names an anchor that is none among those that have moved', async () => {
    const moved = 'formatVersion: 1\nanchors:\n  phase-1/1.1/zero: empty-sums\n';
    assert.deepEqual(await problemsWith({ 'guides/moved.yaml': moved }), [
      'guides/moved.yaml:3:3: anchors.phase-1/1.1/zero: must look like phase-1/1.2 or phase-1/1.2/some-heading',
    ]);
  });

  it('reads files with a byte order mark and Windows line ends', async () => {
    const asOnWindows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const { exercise, problems } = await load({ 'course.yaml': asOnWindows, [adderManifest]: asOnWindows });
    assert.deepEqual(problems, []);
    assert.equal((await exercise('adder'))?.manifest.checks[1]?.title, 'The sum of nothing is 0');
  });

  describe('leaves a broken exercise out, and names the file, the place and the fault', () => {
    const broken: readonly (readonly [name: string, change: PackChanges[string], complaint: string])[] = [
      [
        'broken YAML',
        replacing('title: Adder', 'title: [Adder'),
        ':3:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
      ],
      ['a tab', replacing('  adds:', '\tadds:'), ':11:1: Tabs are not allowed as indentation'],
      [
        'the same key twice',
        replacing('title: Adder', 'title: Adder\ntitle: Again'),
        ':3:1: Map keys must be unique',
      ],
      ['two checks with one id', replacing('  adds-nothing:', '  adds:'), ':15:3: Map keys must be unique'],
      [
        'an unknown key',
        replacing('guide: phase-1/1.1\n', 'guide: phase-1/1.1\nminutes: 5\n'),
        ':6:1: minutes: is not a known key; remove it or correct its name',
      ],
      [
        'an unknown key deep inside',
        replacing('level: production', 'levle: production'),
        ':18:5: checks.adds-nothing.levle: is not a known key; remove it or correct its name',
      ],
      ['a missing key', replacing('size: S\n', ''), ':1:1: size: is missing; add it'],
      [
        'a missing key deep inside',
        replacing('    rule: 1\n', ''),
        ':11:3: checks.adds.rule: is missing; add it',
      ],
      [
        'an alias of nothing',
        replacing('size: S', 'size: *five'),
        ':1:1: Unresolved alias (the anchor must be set before the alias): five',
      ],
      [
        'two documents',
        replacing('title: Adder', '---\ntitle: Adder'),
        ':2:1: The file must hold one YAML document; remove the line "---"',
      ],
      ['an empty file', () => '', ':1:1: the file: must hold keys with values, but is null'],
      [
        'a value of another kind',
        replacing('rule: 1', 'rule: one'),
        ':13:5: checks.adds.rule: must be (number | Array), but is "one"',
      ],
      [
        'a number out of range',
        replacing('rule: 1', 'rule: 0'),
        ':13:5: checks.adds.rule: rules are numbered from 1',
      ],
      [
        'a word that is not a choice',
        replacing('level: production', 'level: important'),
        ':18:5: checks.adds-nothing.level: must be ("core" | "production" | "hardened"), but is "important"',
      ],
      [
        'a format that is another',
        replacing('formatVersion: 2', 'formatVersion: 1'),
        ':1:1: formatVersion: must be 2, but is 1',
      ],
      ['an empty text', replacing('title: Adder', "title: ' '"), ':2:1: title: must not be empty'],
      [
        'an id that is not a slug',
        replacing('  adds:', '  The Adder:'),
        ':11:3: checks.The Adder: a check id must be lower-case words joined by "-"',
      ],
      [
        'an anchor in another form',
        replacing('guide: phase-1/1.1\n', 'guide: 1.1\n'),
        ':5:1: guide: must be string, but is 1.1',
      ],
      [
        'no track',
        (old) => old.replace(/^(typescript|go): .*\n/gm, ''),
        ':1:1: the file: an exercise needs at least one track: typescript or go',
      ],
      [
        'no check',
        (old) => `${old.slice(0, old.indexOf('checks:'))}checks: {}\n`,
        ':10:1: checks: an exercise needs at least one check',
      ],
      [
        'a reference without its target',
        replacing('after: [adds]', 'after: [subtracts]'),
        ':21:13: the check "adds-nothing" comes after "subtracts", which is not a check of this exercise',
      ],
      [
        'a place in a file that the track does not have',
        replacing('after: [adds]', 'at: { typescript: http.ts#sum }'),
        ':21:11: no file of the track ends in "http.ts"',
      ],
      ['no file at all', null, ': the file is missing; add it'],
    ];
    for (const [name, change, complaint] of broken) {
      it(name, async () => {
        const { entries, problems } = await load({ [adderManifest]: change ?? null });
        assert.deepEqual([...entries.keys()], []);
        const told = problems.map(formatProblem);
        assert.ok(
          told.some((line) => line.startsWith(adderManifest + complaint)),
          told.join('\n'),
        );
        assert.equal(told.at(-1), unread);
      });
    }
  });

  for (const path of [
    '../sum.ts',
    'pkg/../../sum.ts',
    '/etc/passwd',
    'C:/sum.ts',
    'pkg\\sum.ts',
    './sum.ts',
    'pkg//sum.ts',
    'pkg/',
  ]) {
    it(`takes no file path that leaves the folder or is written in two ways: ${path}`, async () => {
      const change = replacing('learner: pkg/sum/sum.ts', `learner: '${path}'`);
      assert.deepEqual(await problemsWith({ [adderManifest]: change }), [
        `${adderManifest}:8:15: typescript.learner: must be a path inside the folder, with "/" and without "." or ".."`,
        unread,
      ]);
    });
  }

  it('keeps the exercises that are whole when another one is broken', async () => {
    const { entries } = await load({
      'course.yaml': replacing('[{ build: adder }]', '[{ build: adder }, { build: second }]'),
      [secondAdder]: 'formatVersion: 1',
    });
    assert.deepEqual([...entries.keys()], ['adder']);
  });

  describe('complains when course.yaml and an exercise disagree', () => {
    const disagreements: readonly (readonly [name: string, changes: PackChanges, complaint: string])[] = [
      [
        'an exercise that the course does not list',
        { 'course.yaml': replacing('[{ build: adder }]', '[]') },
        `${adderManifest}: course.yaml does not list "adder"; add it to the block that it belongs to`,
      ],
    ];
    for (const [name, changes, complaint] of disagreements) {
      it(name, async () => assert.deepEqual(await problemsWith(changes), [complaint]));
    }

    it('an exercise in the folder of another week', async () => {
      const files = await filesBelow(await memoryPack(), '');
      const moved = files.map(({ path, text }) => ({ path: path.replace('week-01', 'week-02'), text }));
      const { problems } = await loadCatalog(memoryFolder('the pack', moved), parseYaml);
      assert.deepEqual(problems.map(formatProblem), [
        'week-02/adder/exercise.yaml: course.yaml lists "adder" in week 1; move its folder to week-01/adder',
      ]);
    });
  });

  it('takes week and block of an exercise from course.yaml, and its id from its folder', async () => {
    const manifest = await (await memoryPack()).read(adderManifest);
    const catalog = await load({
      'course.yaml': replacing(
        'title: More, teaches: More of it., items: []',
        'title: More, teaches: More of it., items: [{ build: second }]',
      ),
      [secondAdder]: manifest,
    });
    assert.deepEqual(catalog.problems, []);
    const { id, week, block } = (await exerciseOf(catalog, 'second')).manifest;
    assert.deepEqual({ id, week, block }, { id: 'second', week: 1, block: 'b' });
  });

  it('reads hints when somebody asks, and none of an exercise that it does not have', async () => {
    const catalog = await load();
    assert.deepEqual(
      (await catalog.hints('adder')).map(({ title }) => title),
      ['Go through them all'],
    );
    assert.deepEqual(await catalog.hints('gone'), []);
  });

  describe('refuses a pack without a usable course.yaml, and says what is wrong with it', () => {
    const unusable: readonly (readonly [name: string, change: PackChanges[string], complaint: string])[] = [
      ['missing', null, 'course.yaml: the file is missing; add it'],
      ['broken YAML', replacing('title: Sums\n', 'title: [Sums\n'), 'course.yaml:7:5: '],
      [
        'an unknown key',
        replacing('paths: []', 'pathes: []'),
        'course.yaml:8:1: pathes: is not a known key; remove it or correct its name',
      ],
      [
        'a guide that is not Markdown',
        replacing('phase-01-sums.md', 'phase-01-sums.txt'),
        'course.yaml:7:5: phases.0.guide: must end with .md',
      ],
      [
        'a week without its three blocks',
        replacing('      - { id: c,', '      # - { id: c,'),
        'course.yaml:13:5: weeks.0.blocks: a week has three blocks',
      ],
      [
        'a block twice',
        replacing('{ id: b,', '{ id: a,'),
        'course.yaml:15:9: the block "a" is used twice; give each its own',
      ],
      [
        'an exercise twice',
        replacing('[{ build: adder }]', '[{ build: adder }, { build: adder }]'),
        'course.yaml:14:101: the exercise "adder" is listed twice; keep one place',
      ],
      [
        'a path through a week that is not there',
        replacing('paths: []', 'paths: [{ id: p, title: P, summary: S, weeks: [2] }]'),
        'course.yaml:8:48: the path "p" leads through week 2, which this course does not have',
      ],
    ];
    for (const [name, change, complaint] of unusable) {
      it(name, async () => {
        const message = await refusal('invalid-pack', () => load({ 'course.yaml': change ?? null }));
        assert.ok(message.startsWith("The course in the pack can't be read.\n"), message);
        assert.ok(message.includes(`\n${complaint}`), message);
      });
    }
  });

  it('reads the places in other code, and stays usable when they are broken', async () => {
    const whole = 'formatVersion: 1\nrepository: { name: Coffee, modules: [coffee] }\nannotations: []\n';
    assert.equal((await load({ 'annotations.yaml': whole })).places?.repository.name, 'Coffee');
    const { entries, places, problems } = await load({
      'annotations.yaml': whole.replace('name:', 'nmae:'),
    });
    assert.equal(places, undefined);
    assert.ok(entries.has('adder'));
    assert.deepEqual(problems.map(formatProblem), [
      'annotations.yaml:2:1: repository.name: is missing; add it',
      'annotations.yaml:2:15: repository.nmae: is not a known key; remove it or correct its name',
    ]);
  });
});
