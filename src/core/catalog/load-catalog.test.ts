import assert from 'node:assert/strict';
import { adderManifest, memoryPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import { parseYaml } from '../../node/parse-yaml';
import { loadCatalog } from './load-catalog';
import { formatProblem } from './problem';

const load = async (changes: PackChanges = {}) => loadCatalog(await memoryPack(changes), parseYaml);
const problemsWith = async (changes: PackChanges): Promise<readonly string[]> =>
  (await load(changes)).problems.map(formatProblem);

const notThere = 'course.yaml: lists the exercise "adder", which can\'t be read or is not there';
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
        ':4:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
      ],
      ['a tab', replacing('  typescript:', '\ttypescript:'), ':13:1: Tabs are not allowed as indentation'],
      [
        'the same key twice',
        replacing('title: Adder', 'title: Adder\ntitle: Again'),
        ':4:1: Map keys must be unique',
      ],
      [
        'an unknown key',
        replacing('minutes: 5', 'minuts: 5'),
        ':10:1: minuts: is not a known key; remove it or mend its name',
      ],
      [
        'an unknown key deep inside',
        replacing('    level: core', '    levle: core'),
        ':20:5: checks.0.levle: is not a known key; remove it or mend its name',
      ],
      ['a missing key', replacing('minutes: 5\n', ''), ':1:1: minutes: is missing; add it'],
      [
        'a missing key deep inside',
        replacing('    level: core\n', ''),
        ':18:5: checks.0.level: is missing; add it',
      ],
      [
        'an alias of nothing',
        replacing('minutes: 5', 'minutes: *five'),
        ':1:1: Unresolved alias (the anchor must be set before the alias): five',
      ],
      [
        'two documents',
        replacing('id: adder', '---\nid: adder'),
        ':2:1: The file must hold one YAML document; remove the line "---"',
      ],
      ['an empty file', () => '', ':1:1: the file: must hold keys with values, but is null'],
      [
        'a value of another kind',
        replacing('minutes: 5', 'minutes: many'),
        ':10:1: minutes: must be number, but is "many"',
      ],
      [
        'a number out of range',
        replacing('minutes: 5', 'minutes: 0'),
        ':10:1: minutes: must be >=1, but is 0',
      ],
      [
        'a word that is no choice',
        replacing('level: core', 'level: important'),
        ':20:5: checks.0.level: must be ("core" | "production"), but is "important"',
      ],
      [
        'a later format',
        replacing('formatVersion: 1', 'formatVersion: 2'),
        ':1:1: formatVersion: must be 1, but is 2',
      ],
      ['an empty text', replacing('title: Adder', "title: ' '"), ':3:1: title: must not be empty'],
      [
        'an id that is no slug',
        replacing('id: adder', 'id: The Adder'),
        ':2:1: id: an exercise id must be lower-case words joined by "-"',
      ],
      [
        'an anchor in another form',
        replacing('guide: [phase-1/1.1]', 'guide: [1.1]'),
        ':9:9: guide.0: must be string, but is 1.1',
      ],
      [
        'no track',
        replacing('tracks:\n', 'tracks: {}\nrest:\n'),
        ':12:1: tracks: an exercise needs at least one track',
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
        assert.equal(told.at(-1), notThere);
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
      const change = replacing('{ path: pkg/sum/sum.ts, role', `{ path: '${path}', role`);
      assert.deepEqual(await problemsWith({ [adderManifest]: change }), [
        `${adderManifest}:14:15: tracks.typescript.files.0.path: must be a path inside the folder, with "/" and without "." or ".."`,
        notThere,
      ]);
    });
  }

  it('keeps the first of two exercises with one id, and names both', async () => {
    const adder = (await (await memoryPack()).read(adderManifest)).replace('title: Adder', 'title: Second');
    const { entries, problems } = await load({ [secondAdder]: adder });
    assert.equal(entries.get('adder')?.title, 'Adder');
    assert.deepEqual(problems.map(formatProblem), [
      `${secondAdder}: the id "adder" is taken by ${adderManifest}; choose another`,
    ]);
  });

  it('keeps the exercises that are whole when another one is broken', async () => {
    const { entries } = await load({ [secondAdder]: 'formatVersion: 1' });
    assert.deepEqual([...entries.keys()], ['adder']);
  });

  describe('complains when course.yaml and an exercise disagree', () => {
    const disagreements: readonly (readonly [name: string, changes: PackChanges, complaint: string])[] = [
      [
        'an exercise that the course does not list',
        { 'course.yaml': replacing('[adder]', '[]') },
        `${adderManifest}: says week 1a, but course.yaml does not list it`,
      ],
      [
        'an exercise in another block than it says',
        { [adderManifest]: replacing('block: a', 'block: c') },
        `${adderManifest}: says week 1c, but course.yaml lists it in week 1a`,
      ],
      [
        'an exercise that is not there',
        { 'course.yaml': replacing('[adder]', '[adder, gone]') },
        'course.yaml: lists the exercise "gone", which can\'t be read or is not there',
      ],
    ];
    for (const [name, changes, complaint] of disagreements) {
      it(name, async () => assert.deepEqual(await problemsWith(changes), [complaint]));
    }
  });

  describe('refuses a pack without a usable course.yaml, and says what is wrong with it', () => {
    const unusable: readonly (readonly [name: string, change: PackChanges[string], complaint: string])[] = [
      ['missing', null, 'course.yaml: the file is missing; add it'],
      ['broken YAML', replacing('title: Sums\n', 'title: [Sums\n'), 'course.yaml:7:5: '],
      [
        'an unknown key',
        replacing('paths: []', 'pathes: []'),
        'course.yaml:8:1: pathes: is not a known key; remove it or mend its name',
      ],
      [
        'a guide that is no Markdown',
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
        replacing('[adder]', '[adder, adder]'),
        'course.yaml:14:94: the exercise "adder" is listed twice; keep one place',
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
      'annotations.yaml:2:15: repository.nmae: is not a known key; remove it or mend its name',
    ]);
  });
});
