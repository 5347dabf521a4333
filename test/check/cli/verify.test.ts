import assert from 'node:assert/strict';
import { goCase, goCaseFile, typescriptCase, typescriptCaseFile, withCases } from '../support/cases';
import { codealong, type Said } from '../support/command-line';
import { leavesNothingBehind } from '../support/clean-temp';
import { withPath } from '../support/fake-go';
import { needsGo } from '../support/needs-go';
import { adderManifest, diskPack, replacing, type PackChanges } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';

const adder = (path: string): string => `week-01/adder/${path}`;
const checks = adder('typescript/checks/sum.checks.ts');
const mistake = adder('wrong/forgets-last.md');

describe('codealong verify', function () {
  this.timeout(120_000);
  const temp = useTempFolder();
  leavesNothingBehind();

  /** Proves the TypeScript track of the fixture with changes. */
  async function verify(changes: PackChanges = {}, ...words: string[]): Promise<Said> {
    await diskPack(temp(), changes);
    return codealong(['verify', '--language', 'typescript', '--fresh', ...words, '--pack', temp()]);
  }

  it('proves a sound pack, and ends with 0', async () => {
    const { code, out, err } = await verify();
    assert.equal(code, 0);
    assert.match(err, /^It took \d+\.\d s\.$/);
    const lines = out.split('\n');
    assert.deepEqual(lines.slice(0, -1).sort(), [
      'proven    adder typescript alternative/reduce',
      'proven    adder typescript reference',
      'proven    adder typescript starter',
      'proven    adder typescript wrong/forgets-last',
    ]);
    assert.equal(lines.at(-1), 'Proof: 4 passed, 0 failed');
  });

  it('proves the cases of checks, with a solution that they fail with', async () => {
    const { code, out } = await verify(withCases);
    assert.match(out, /^proven {4}adder typescript case\/adds \(fails with wrong\/forgets-last\)$/m);
    assert.match(out, /^Proof: 5 passed, 0 failed$/m);
    assert.equal(code, 0);
  });

  it('proves only the solutions that are asked for, and names those there are', async () => {
    const { code, out } = await verify(withCases, '--solution', 'reference', 'wrong/forgets-last');
    assert.deepEqual(out.split('\n').slice(0, -1).sort(), [
      'proven    adder typescript reference',
      'proven    adder typescript wrong/forgets-last',
    ]);
    assert.match(out, /^Proof: 2 passed, 0 failed$/m);
    assert.equal(code, 0);
    const refused = await verify({}, '--solution', 'forgets-last');
    assert.deepEqual([refused.code, refused.out], [2, '']);
    assert.match(refused.err, /^There is no solution "forgets-last" here\. There are: starter, reference, /);
  });

  it('gives data', async () => {
    const { code, out } = await verify({}, '--json', '--repeat', '2');
    assert.equal(code, 0);
    const told = JSON.parse(out) as { exercises: { id: string; solutions: object[] }[] };
    assert.deepEqual(Object.keys(told), ['passed', 'failed', 'notRun', 'rows', 'problems', 'exercises']);
    assert.deepEqual(Object.keys(told.exercises[0] ?? {}), ['id', 'problems', 'solutions', 'cases']);
    assert.deepEqual(told.exercises[0]?.solutions[1], {
      ...{ language: 'typescript', role: 'reference', id: 'reference', rejectedBy: [] },
      ...{ outcome: 'proven', runs: 2 },
    });
  });

  const right = 'export const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);\n';
  const broken: readonly (readonly [name: string, changes: PackChanges, line: RegExp])[] = [
    [
      'a check of the manifest without a test',
      { [checks]: (old) => old.slice(0, old.indexOf("it('adds-nothing'")) },
      /^BROKEN {4}adder typescript reference: must pass every check, but is unchecked: The check "adds-nothing" is in exercise\.yaml, but no test has that title\./m,
    ],
    [
      'a test without a check in the manifest',
      { [checks]: (old) => `${old}\nit('more', () => {});\n` },
      /^BROKEN {4}adder typescript reference: .*A test has the title "more", but exercise\.yaml has no check with that id\./m,
    ],
    [
      'a wrong solution that is accepted',
      { [mistake]: replacing('slice(0, -1)', 'slice(0)') },
      /^BROKEN {4}adder typescript wrong\/forgets-last: must be rejected by adds \(passed\), but is passed$/m,
    ],
    [
      'a wrong solution that another check rejects',
      { [mistake]: replacing('`adds`', '`adds-nothing`') },
      /wrong\/forgets-last: must be rejected by adds-nothing \(skipped\), but is failed: adds failed \(The sum is wrong\.\)/,
    ],
    [
      'a starter that passes',
      { [adder('typescript/starter/pkg/sum/sum.ts')]: right },
      /^BROKEN {4}adder typescript starter: must fail, but is passed$/m,
    ],
    [
      'a starter that cannot be judged',
      { [adder('typescript/starter/pkg/sum/sum.ts')]: 'export const sum = ;' },
      /^BROKEN {4}adder typescript starter: must fail, but is unchecked: pkg\/sum\/sum\.ts:1:/m,
    ],
    [
      'a reference that fails',
      { [adder('typescript/reference/pkg/sum/sum.ts')]: 'export const sum = () => 6;\n' },
      /^BROKEN {4}adder typescript reference: must pass every check, but is passed: adds-nothing failed/m,
    ],
    [
      'an alternative that fails',
      { [adder('typescript/alternative/reduce/pkg/sum/sum.ts')]: 'export const sum = () => 0;\n' },
      /^BROKEN {4}adder typescript alternative\/reduce: must pass every check, but is failed: adds failed/m,
    ],
    [
      'hidden checks with a syntax error',
      { [checks]: "it('adds'" },
      /^BROKEN {4}adder typescript reference: .*sum\.checks\.ts:1: /m,
    ],
    [
      'a case that fails with a right solution',
      {
        ...withCases,
        [typescriptCaseFile]: replacing('equal(sum([1, 2, 3]), 6', 'equal(sum([1, 2, 3]), 7')(typescriptCase),
      },
      /^BROKEN {4}adder typescript case\/adds: must pass with (reference|alternative\/reduce), but: failed: adds three/m,
    ],
    [
      'a case that shows nothing',
      {
        ...withCases,
        [typescriptCaseFile]: replacing('equal(sum([1, 2, 3]), 6', 'equal(6, 6')(typescriptCase),
      },
      /^BROKEN {4}adder typescript case\/adds: fails with no solution that its check rejects$/m,
    ],
    [
      'an anchor that does not exist',
      { [adderManifest]: replacing('empty-sums', 'no-sums') },
      /^problem {3}week-01\/adder\/exercise\.yaml: no guide has a section "phase-1\/1\.1\/no-sums"$/m,
    ],
    [
      'a dead link',
      { [adder('brief.md')]: replacing('#11-adding', '#12-adding') },
      /^problem {3}week-01\/adder\/brief\.md:3:1: guides\/phase-01-sums\.md has no heading for #12-adding$/m,
    ],
    [
      'a missing hint text',
      { [adder('hints.md')]: '# Hints\n\n## Go through them all\n' },
      /^problem {3}week-01\/adder\/hints\.md:3:1: has no text under "## Go through them all"$/m,
    ],
    [
      'a mistake without its story',
      { [adder('wrong/old/typescript/pkg/sum/sum.ts')]: right },
      /^problem {3}week-01\/adder\/wrong\/old: has no story: add old\.md beside the folder$/m,
    ],
    [
      'an edit that does not fit any more',
      { [adder('typescript/reference/pkg/sum/sum.ts')]: replacing('number of', 'one of') },
      /^problem {3}week-01\/adder\/wrong\/forgets-last\.md:8:1: the reference has no such lines/m,
    ],
    [
      'a rule that no check judges',
      { [adder('brief.md')]: (old) => `${old}3. **Big.** It adds big numbers.\n` },
      /^problem {3}week-01\/adder\/brief\.md:19:1: no check judges rule 3$/m,
    ],
    [
      'a broken manifest',
      {
        'course.yaml': replacing('[{ build: adder }]', '[{ build: adder }, { build: second }]'),
        'week-01/second/exercise.yaml': 'formatVersion: 2\nidd: second\n',
      },
      /^problem {3}week-01\/second\/exercise\.yaml:2:1: idd: is not a known key; remove it or correct its name$/m,
    ],
  ];
  for (const [name, changes, line] of broken) {
    it(`finds ${name}, and ends with 1`, async () => {
      const { code, out } = await verify(changes);
      assert.match(out, line);
      assert.match(out, /^Proof: \d+ passed, [1-9]\d* failed$/m);
      assert.equal(code, 1);
    });
  }

  it('finds a pack that it cannot read at all, and ends with 2', async () => {
    const { code, err } = await verify({ 'course.yaml': replacing('paths: []', 'paths: [') });
    assert.equal(code, 2);
    assert.match(err, /can't be read\.\ncourse\.yaml:\d+:\d+: /);
  });

  it('proves nothing when it is stopped, and ends with 2', async () => {
    await diskPack(temp());
    const { code, out, err } = await codealong(['verify', '--fresh', '--pack', temp()], {
      signal: AbortSignal.abort(),
    });
    assert.equal(code, 2);
    assert.match(err, /^It took .*\nStopped before everything was proven\.$/);
    assert.match(out, /^Proof: 0 passed, 0 failed, \d+ skipped: not reached$/);
  });

  describe('on a machine without Go', () => {
    const noGo = (...words: string[]) =>
      withPath('/nowhere', () => codealong(['verify', '--fresh', ...words]));

    it('says that the Go track was not run, and counts it neither as passed nor as failed', async () => {
      const { code, out } = await noGo();
      assert.equal(code, 0);
      assert.equal(out.match(/^not run {3}adder go /gm)?.length, 4);
      assert.match(out, /^Rows: 0 of 12\.\nProof: 4 passed, 0 failed, 4 skipped: not run on this machine$/m);
    });

    it('ends with 1 where everything must be run', async () => {
      const { code, out } = await noGo('--require-all');
      assert.equal(code, 1);
      assert.match(out, /^Proof: 4 passed, 4 failed/m);
    });

    it('ends with 2 when nothing could be proven', async () => {
      assert.equal((await noGo('--language', 'go')).code, 2);
    });
  });
});

describe('codealong verify with Go', function () {
  this.timeout(180_000);
  needsGo();
  const temp = useTempFolder();
  leavesNothingBehind();

  it('proves both tracks, and finds what is broken in Go', async () => {
    await diskPack(temp(), {
      [mistake]: replacing('range numbers[:max(0, len(numbers)-1)]', 'range numbers[:len(numbers)]'),
    });
    const { code, out } = await codealong(['verify', '--fresh', '--pack', temp()]);
    assert.equal(code, 1);
    assert.match(out, /^BROKEN {4}adder go wrong\/forgets-last: must be rejected by adds \(passed\)/m);
    assert.match(out, /^Proof: 7 passed, 1 failed$/m);
  });

  it('proves Go cases, at worst with the starter alone', async () => {
    const verify = (): Promise<Said> =>
      codealong(['verify', '--language', 'go', '--fresh', '--pack', temp()]);
    await diskPack(temp(), withCases);
    assert.match((await verify()).out, /^proven {4}adder go case\/adds \(fails with wrong\/forgets-last\)$/m);
    await diskPack(temp(), { ...withCases, [goCaseFile]: replacing('got != 6', 'got < 0')(goCase) });
    const { code, out } = await verify();
    assert.match(out, /^proven {4}adder go case\/adds \(fails with starter\)$/m);
    assert.equal(code, 0);
  });

  it('finds a Go track without checks, and ends with 1', async () => {
    await diskPack(temp(), { [adder('go/checks/pkg/sum/sum_checks_test.go')]: null });
    const { code, out } = await codealong(['verify', '--language', 'go', '--fresh', '--pack', temp()]);
    assert.equal(code, 1);
    assert.match(out, /^BROKEN {4}adder go reference: .*week-01\/adder\/go\/checks holds no checks/m);
  });
});
