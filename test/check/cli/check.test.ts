import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { answeringVersion, withFakeGo, withPath } from '../support/fake-go';
import { codealong } from '../support/command-line';
import { dist } from '../support/judging';
import { fixturePack, wrongSum } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';

const solution = (role: string): Promise<string> =>
  readFile(join(fixturePack, 'week-01/adder/typescript', role, 'pkg/sum/sum.ts'), 'utf8');

/** Everything that the object of `check --json` may hold, at the top and in each check. */
const keys = ['exercise', 'language', 'verdict', 'reason', 'durationMs', 'checks'];
const checkKeys = 'id title level status durationMs message input expected actual why guide'.split(' ');

interface Report {
  readonly exercise: string;
  readonly language: string;
  readonly verdict: string;
  readonly reason?: string;
  readonly durationMs: number;
  readonly checks: readonly Record<string, unknown>[];
}

describe('codealong check', function () {
  this.timeout(60_000);
  const temp = useTempFolder();
  let course = '';
  beforeEach(() => {
    course = temp();
  });

  const write = async (text: string, path = 'pkg/sum/sum.ts'): Promise<void> => {
    await mkdir(dirname(join(course, path)), { recursive: true });
    await writeFile(join(course, path), text);
  };
  const check = (...words: string[]) => codealong(['check', 'adder', '--dir', course, ...words]);
  const report = async (...words: string[]): Promise<{ code: number; report: Report }> => {
    const { code, out, err } = await check('--json', ...words);
    assert.equal(err, '');
    return { code, report: JSON.parse(out) as Report };
  };

  it('asks for the level that a grader names', async () => {
    await write(
      (await solution('reference')).replace('let total = 0', 'let total = numbers.length === 0 ? 1 : 0'),
    );
    const outcomes = [];
    for (const level of ['core', 'production', 'hardened']) {
      const { code, report: told } = await report('--level', level);
      outcomes.push([code, told.verdict]);
    }
    assert.deepEqual(outcomes, [
      [0, 'passed'],
      [1, 'failed'],
      [1, 'failed'],
    ]);
    assert.match((await check()).out, /: passed up to stage 1\. 1 of 2 passes/);
    assert.match((await check('--level', 'production')).out, /: failed\. 1 of 2 passes/);
    const { err } = await check('--level', 'easy');
    assert.match(err, /Allowed choices are core, production, hardened/);
  });

  const outcomes: readonly (readonly [role: string, code: number, verdict: string, statuses: string[]])[] = [
    ['starter', 1, 'failed', ['failed', 'skipped']],
    ['wrong/forgets-last', 1, 'failed', ['failed', 'skipped']],
    ['reference', 0, 'passed', ['passed', 'passed']],
    ['alternative/reduce', 0, 'passed', ['passed', 'passed']],
  ];
  for (const [role, code, verdict, statuses] of outcomes) {
    it(`ends with ${code} for the ${role}`, async () => {
      await write(role.startsWith('wrong') ? await wrongSum('typescript') : await solution(role));
      const said = await report();
      assert.deepEqual([said.code, said.report.verdict], [code, verdict]);
      assert.deepEqual(
        said.report.checks.map(({ status }) => status),
        statuses,
      );
    });
  }

  it('gives one object with the keys that graders were promised', async () => {
    await write(await wrongSum('typescript'));
    const { report: told } = await report();
    assert.deepEqual(
      Object.keys(told),
      keys.filter((key) => key !== 'reason'),
    );
    assert.deepEqual(
      [told.exercise, told.language, Number.isInteger(told.durationMs)],
      ['adder', 'typescript', true],
    );
    const [failed, skipped] = told.checks;
    assert.deepEqual(Object.keys(failed ?? {}), checkKeys);
    assert.deepEqual(
      { ...failed, durationMs: 0 },
      {
        id: 'adds',
        title: 'Adds all numbers',
        level: 'core',
        status: 'failed',
        durationMs: 0,
        message: 'The sum is wrong.',
        input: 'sum([1, 2, 3])',
        expected: '6',
        actual: '3',
        why: 'A till that forgets a number loses money.',
        guide: 'phase-1/1.1',
      },
    );
    assert.deepEqual(
      Object.keys(skipped ?? {}),
      checkKeys.filter((key) => !['input', 'expected', 'actual'].includes(key)),
    );
  });

  it('names the reason of a run without a verdict, and ends with 2', async () => {
    await write('export const sum = ;');
    const { code, report: told } = await report();
    assert.deepEqual(Object.keys(told), keys);
    assert.deepEqual([code, told.verdict], [2, 'unchecked']);
    assert.equal(told.reason, 'syntax-error: pkg/sum/sum.ts:1:20: Expression expected.');
  });

  it('tells people an error of the compiler once, and no list of what it kept from being judged', async () => {
    await write('export const sum = ;');
    const { code, out } = await check();
    assert.equal(code, 2);
    assert.deepEqual(out.split('\n'), [
      'pkg/sum/sum.ts:1:20: Expression expected.',
      'adder (typescript): unchecked.',
    ]);
  });

  it('tells people what went in, what was expected, what came, why it matters and where to read on', async () => {
    await write(await wrongSum('typescript'));
    const { code, out } = await check();
    assert.equal(code, 1);
    assert.deepEqual(out.split('\n'), [
      'FAILED   Adds all numbers',
      '         The sum is wrong.',
      '         input:    sum([1, 2, 3])',
      '         expected: 6',
      '         actual:   3',
      '         rule:     1 · All numbers',
      '         why:      A till that forgets a number loses money.',
      '         guide:    phase-1/1.1',
      'skipped  The sum of nothing is 0 (stage 2)',
      '         Waits for: Adds all numbers',
      '',
      'adder (typescript): failed. 0 of 2 pass · 1 to fix · 1 waits.',
    ]);
  });

  it('shows what the solution printed, and where it threw', async () => {
    await write(`console.log('hello');\nexport const sum = () => {\n  throw new Error('no');\n};\n`);
    const { out } = await check();
    assert.match(out, /Your code threw Error: no\n {9}at: {7}pkg\/sum\/sum\.ts:3/);
    assert.match(out, /Your code printed:\n {9}hello\n/);
  });

  it('says that a fault is its own, and what to send to whom, without a path of anybody', async () => {
    await write(await solution('reference'));
    const broken = { distLocation: join(course, 'dist') };
    await mkdir(broken.distLocation);
    await copyFile(join(dist, 'authoring.js'), join(broken.distLocation, 'authoring.js'));
    const { code, err } = await codealong(['check', 'adder', '--dir', course], broken);
    assert.equal(code, 2);
    assert.match(err, /^This is a fault of codealong, not of your code/);
    assert.match(err, /\nReason: harness-fault\n/);
    assert.match(err, /<folder>/);
    assert.ok(!err.includes(course), err);
  });

  it('opens other right solutions once it passes, and says what each trades', async () => {
    const others = (...more: string[]) =>
      codealong(['alternatives', 'adder', '--language', 'typescript', '--dir', course, ...more]);
    assert.match((await others()).err, /open together with its reference/);
    await write(await solution('reference'));
    await check();
    assert.match(
      (await others()).out,
      /^reduce\n {2}With reduce\.\n {2}It trades a loop for .*\n\nRead one with/,
    );
    assert.match((await others('--show', 'reduce')).out, /^=== pkg\/sum\/sum\.ts\n.*reduce/s);
    const { code, err } = await others('--show', 'map');
    assert.equal(code, 2);
    assert.match(err, /"adder" has no alternative "map"\. It has: reduce\./);
  });

  it('remembers the verdict', async () => {
    await write(await solution('reference'));
    await check();
    assert.match((await codealong(['list', '--dir', course])).out, /\[\*\] adder/);
  });

  for (const name of ['two words', `it's "quoted"`, '#1', '100%25', 'Straße 世界']) {
    it(`judges a solution in a folder named ${name}`, async () => {
      course = join(temp(), name);
      await write(await solution('reference'));
      assert.equal((await check()).code, 0);
    });
  }

  it('judges files with a byte order mark and Windows line ends like any other', async () => {
    await write(`\uFEFF${(await solution('reference')).replaceAll('\n', '\r\n')}`);
    assert.equal((await check()).code, 0);
    await write('\uFEFF// a line\r\nexport const sum = ;\r\n');
    assert.match((await check()).out, /pkg\/sum\/sum\.ts:2:20: Expression expected/);
  });

  it('is not led astray by configuration that lies in the folder', async () => {
    await write(await solution('reference'));
    await write(
      '{ "type": "module", "mocha": { "forbidPending": true, "grep": "nothing" } }',
      'package.json',
    );
    await write(
      '{ "compilerOptions": { "target": "ES3", "module": "System", "noEmitOnError": true } }',
      'tsconfig.json',
    );
    await write('throw new Error("never run");', '.mocharc.js');
    assert.equal((await check()).code, 0);
  });

  it('says what is wrong when a file is gone, became a folder or leads out, and ends with 2', async () => {
    await codealong(['start', 'adder', '--dir', course]);
    const file = join(course, 'pkg/sum/sum.ts');
    await rm(file);
    assert.match((await check()).err, /has not been started in typescript/);
    await mkdir(file);
    const folder = await check();
    assert.deepEqual(
      [folder.code, folder.out.split('\n').at(-1)],
      [2, 'pkg/sum/sum.ts is a folder now. Rename it, then start the exercise again to get the file back.'],
    );
    await rm(file, { recursive: true });
    await symlink('/etc/hostname', file);
    const link = await check();
    assert.equal(link.code, 2);
    assert.match(link.out, /is a link that leads out of the course folder/);
  });

  describe('on a machine without a usable Go', () => {
    const needed =
      'The Go track needs Go 1.25 or later on PATH. The TypeScript track needs nothing installed.';
    beforeEach(async () => {
      await codealong(['start', 'adder', '--dir', course, '--language', 'go']);
      await write(await solution('reference'));
    });

    it('does TypeScript as ever', async () => {
      const { code } = await withPath(join(temp(), 'empty'), () => report('--language', 'typescript'));
      assert.equal(code, 0);
    });

    it('says what Go needs, and ends with 2, when there is none', async () => {
      const said = await withPath(join(temp(), 'empty'), () => report('--language', 'go'));
      assert.deepEqual([said.code, said.report.verdict], [2, 'unchecked']);
      assert.equal(said.report.reason, `no-toolchain: There is no working Go on this machine. ${needed}`);
    });

    it('says what Go needs, and ends with 2, when it is too old', async () => {
      await mkdir(join(temp(), 'bin'));
      const said = await withFakeGo(join(temp(), 'bin'), answeringVersion('go1.21.5'), () =>
        report('--language', 'go'),
      );
      assert.equal(said.code, 2);
      assert.equal(said.report.reason, `no-toolchain: This machine has Go 1.21.5. ${needed}`);
    });

    it('chooses the language that was started when it is told none', async () => {
      await rm(join(course, 'pkg/sum/sum.ts'));
      const said = await withPath(join(temp(), 'empty'), () => report());
      assert.equal(said.report.language, 'go');
    });
  });
});
