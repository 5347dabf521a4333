import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startCli } from '../support/cli-process';
import { codealong, type Said } from '../support/command-line';
import { diskPack, fixturePack } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';

const file = 'pkg/sum/sum.ts';
const shipped = `week-01/adder/typescript/starter/${file}`;

describe('codealong history', function () {
  this.timeout(60_000);
  const temp = useTempFolder();
  const run = (...words: readonly string[]): Promise<Said> =>
    codealong([...words, '--dir', join(temp(), 'course')], { workingFolder: temp() });
  const mine = (text: string): Promise<void> => writeFile(join(temp(), 'course', file), text);
  const text = (): Promise<string> => readFile(join(temp(), 'course', file), 'utf8');

  it('lists what was kept, for people and for programs', async () => {
    await run('start', 'adder');
    await mine('mine\n');
    await run('reset', 'adder');
    const { code, out } = await run('history', 'adder');
    assert.equal(code, 0);
    assert.deepEqual(
      out.split('\n').map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, 'TIME')),
      ['   1  TIME  starter', '   2  TIME  before a reset'],
    );
    const data = JSON.parse((await run('history', 'adder', '--json')).out) as {
      moments: { number: number; kind: string; paths: string[]; at: string }[];
    };
    assert.deepEqual(
      data.moments.map(({ number, kind, paths }) => [number, kind, paths.includes(file)]),
      [
        [1, 'scaffolded', true],
        [2, 'before-reset', true],
      ],
    );
    assert.ok(Date.parse(data.moments[0]?.at ?? '') > 0);
  });

  it('has the attempt on disk when a check has ended', async () => {
    await run('start', 'adder');
    const folder = join(temp(), 'course');
    const check = startCli(['check', 'adder', '--pack', fixturePack], folder);
    assert.equal((await check.ended).code, 1);
    assert.match((await run('history', 'adder')).out, / {2}attempt: failed, \d of \d passed$/);
  });

  it('shows and compares', async () => {
    await run('start', 'adder');
    await mine('one\ntwo\n');
    await run('reset', 'adder');
    assert.deepEqual(await run('history', 'adder', '--show', '2'), {
      code: 0,
      out: `--- ${file}\none\ntwo\n`,
      err: '',
    });
    await mine('one\n2\n');
    assert.equal(
      (await run('history', 'adder', '--compare', '2')).out,
      `--- ${file} (2)\n+++ ${file} (now)\n@@ -1,2 +1,2 @@\n one\n-two\n+2`,
    );
    assert.equal((await run('history', 'adder', '--compare', '2', '2')).out, 'No differences.');
  });

  it('goes back, and takes that back', async () => {
    await run('start', 'adder');
    const starter = await text();
    await mine('mine\n');
    assert.match((await run('reset', 'adder')).out, /Your code is saved: codealong history adder --undo/);
    assert.equal(await text(), starter);
    assert.equal(
      (await run('history', 'adder', '--undo')).out,
      `restored from 2: ${file}\nUndo with --undo.`,
    );
    assert.equal(await text(), 'mine\n');
    await run('history', 'adder', '--restore', '1');
    assert.equal(await text(), starter);
    assert.equal(
      (await run('history', 'adder', '--restore', '1')).out,
      'Your files already match 1; nothing was changed.',
    );
    await run('history', 'adder', '--undo');
    assert.equal(await text(), 'mine\n');
  });

  const wrong: readonly (readonly [words: string[], told: RegExp])[] = [
    [['--show', '9'], /^There is no version 9 of "adder" in typescript: it has 1 to 1\.$/],
    [['--restore', 'x'], /must be a whole number from 1/],
    [['--undo'], /^There is nothing to undo: "adder" in typescript was never reset, restored or updated/],
    [['--undo', '--restore', '1'], /cannot be used with option/],
    [['--undo', '--json'], /cannot be used with option/],
    [['--compare', '1', '2', '3'], /Two numbers are compared/],
  ];
  for (const [words, told] of wrong) {
    it(`explains "${words.join(' ')}" and ends with 2`, async () => {
      await run('start', 'adder');
      const { code, err } = await run('history', 'adder', ...words);
      assert.equal(code, 2);
      assert.match(err, told);
    });
  }

  it('says so where nothing was kept, and writes nothing', async () => {
    await mkdir(join(temp(), 'course'));
    const { code, out } = await run('history', 'adder');
    assert.deepEqual([code, out], [0, 'No history for "adder" in typescript yet.']);
  });
});

describe('codealong update', function () {
  this.timeout(60_000);
  const temp = useTempFolder();
  const course = (): string => join(temp(), 'course');

  it('merges what the course changed, after saying so, and can be taken back', async () => {
    await codealong(['start', 'adder', '--dir', course()]);
    const starter = await readFile(join(course(), file), 'utf8');
    const nothing = await codealong(['update', 'adder', '--dir', course()]);
    assert.equal(nothing.out, 'The course has nothing new for your files.');
    await diskPack(join(temp(), 'pack'), { [shipped]: (old) => `// More.\n${old}` });
    const place = { packLocation: join(temp(), 'pack') };
    const trial = await codealong(['update', 'adder', '--dry-run', '--dir', course()], place);
    assert.deepEqual(trial, { code: 0, out: `merged with yours: ${file}`, err: '' });
    assert.equal(await readFile(join(course(), file), 'utf8'), starter);
    const { out } = await codealong(['update', 'adder', '--dir', course()], place);
    assert.equal(out, `merged with yours: ${file}\ncodealong history adder --undo undoes this.`);
    assert.equal(await readFile(join(course(), file), 'utf8'), `// More.\n${starter}`);
    await codealong(['history', 'adder', '--undo', '--dir', course()], place);
    assert.equal(await readFile(join(course(), file), 'utf8'), starter);
  });

  it('names the files with conflicts', async () => {
    await codealong(['start', 'adder', '--dir', course()]);
    await writeFile(join(course(), file), 'mine\n');
    await diskPack(join(temp(), 'pack'), { [shipped]: 'theirs\n' });
    const { code, out } = await codealong(['update', 'adder', '--dir', course()], {
      packLocation: join(temp(), 'pack'),
    });
    assert.equal(code, 0);
    assert.match(
      out,
      new RegExp(`^CONFLICT: ${file}\nBoth you and the course changed the same lines of ${file}`),
    );
    assert.match(
      await readFile(join(course(), file), 'utf8'),
      /<<<<<<< your code\nmine\n=======\ntheirs\n>>>>>>> the course/,
    );
  });
});
