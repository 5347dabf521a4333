import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { codealong } from '../support/command-line';
import { fixturePack } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';

describe('codealong', () => {
  const temp = useTempFolder();

  const wrongUsage: readonly (readonly [words: string[], told: RegExp])[] = [
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['start'], /missing required argument 'id'/],
    [['check', 'adder', 'extra'], /too many arguments/],
    [['check', 'adder', '--fast'], /unknown option '--fast'/],
    [
      ['start', 'adder', '--language', 'rust'],
      /'rust' is invalid\. Allowed choices are typescript, go, sql, yaml/,
    ],
    [['start', 'adder', '--dir'], /option '--dir <folder>' argument missing/],
    [['verify', '--repeat', 'many'], /must be a whole number from 1/],
    [['verify', '--repeat', '0'], /must be a whole number from 1/],
    [['verify', '--repeat', '1.5'], /must be a whole number from 1/],
    [['verify', '--shard', '0/2'], /must be like 1\/3/],
    [['verify', '--shard', '3/2'], /must be like 1\/3/],
    [['verify', '--shard', 'two'], /must be like 1\/3/],
    [['author', 'new', 'one', '--week', '1'], /required option '--block <block>' not specified/],
    [['author', 'new', 'one', '--week', '13', '--block', 'a'], /must be a whole number from 1 to 12/],
    [['author', 'new', 'one', '--week', '1', '--block', 'd'], /Allowed choices are a, b, c/],
    [['author', 'wrong', 'adder'], /missing required argument 'mistake'/],
    [['start', 'adder', '--seed', '1.5'], /must be a whole number; 0 is for/],
    [['author', 'rebase'], /missing required argument 'exercise'/],
  ];
  for (const [words, told] of wrongUsage) {
    it(`explains "${words.join(' ')}" and ends with 2`, async () => {
      const { code, out, err } = await codealong(words, { workingFolder: temp() });
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, told);
      assert.deepEqual(await readdir(temp()), []);
    });
  }

  for (const words of [
    ['start', 'no-such'],
    ['check', 'no-such'],
    ['hint', 'no-such'],
    ['reset', 'no-such'],
    ['history', 'no-such'],
    ['update', 'no-such'],
    ['verify', 'no-such'],
    ['author', 'wrong', 'no-such', 'one'],
    ['author', 'rebase', 'no-such'],
    ['author', 'sheet', 'no-such'],
  ]) {
    it(`names the exercises there are after "${words.join(' ')}", and ends with 2`, async () => {
      const { code, err } = await codealong(words, { workingFolder: temp() });
      assert.equal(code, 2);
      assert.equal(err, 'There is no exercise "no-such" in this course. It has: adder.');
      assert.deepEqual(await readdir(temp()), []);
    });
  }

  for (const words of [
    ['check', 'adder'],
    ['reset', 'adder'],
  ]) {
    it(`says how to begin after "${words.join(' ')}" without a start, and ends with 2`, async () => {
      const { code, out, err } = await codealong(words, { workingFolder: temp() });
      assert.deepEqual([code, out], [2, '']);
      assert.match(
        err,
        /^"adder" has not been started in typescript in .*\. Start it first; its files will be written there\.$/,
      );
      assert.deepEqual(await readdir(temp()), []);
    });
  }

  const unchecked = { verdict: 'unchecked', durationMs: 0, checks: [] };
  const refusedAsData: readonly (readonly [words: string[], told: object, reason: RegExp])[] = [
    [['check', 'adder', '--json'], { exercise: 'adder', ...unchecked }, /^not-started: "adder" has not been/],
    [
      ['check', '--json', '--language', 'go', 'adder'],
      { exercise: 'adder', ...unchecked },
      /^not-started: .* in go in /,
    ],
    [['check', 'no-such', '--json'], { exercise: 'no-such', ...unchecked }, /^unknown-exercise: There is no/],
    [['check', '--json'], unchecked, /^wrong-usage: missing required argument 'id'$/],
    [
      ['check', '--json', 'adder', '--fast'],
      { exercise: 'adder', ...unchecked },
      /^wrong-usage: unknown option/,
    ],
    [['list', '--json', '--pack', '/nowhere'], {}, /^invalid-pack: /],
    [['history', 'no-such', '--json'], {}, /^unknown-exercise: /],
    [['verify', 'no-such', '--json'], {}, /^unknown-exercise: /],
    [['verify', '--watch', '--json'], {}, /^wrong-usage: option '--watch' cannot be used with option/],
  ];
  for (const [words, told, why] of refusedAsData) {
    it(`gives one object after "${words.join(' ')}", and ends with 2`, async () => {
      const { code, out, err } = await codealong(words, { workingFolder: temp() });
      const { reason, ...rest } = JSON.parse(out) as { reason: string };
      assert.deepEqual([code, rest], [2, told]);
      assert.match(reason, why);
      assert.notEqual(err, '');
      assert.deepEqual(await readdir(temp()), []);
    });
  }

  it('tells its version, and ends with 0', async () => {
    const { code, out } = await codealong(['--version']);
    assert.deepEqual([code, out], [0, version]);
  });

  it('helps, and ends with 0', async () => {
    for (const words of [['--help'], ['help', 'check'], ['check', '--help']]) {
      const { code, out } = await codealong(words);
      assert.equal(code, 0);
      assert.match(out, /Usage: codealong/);
    }
  });

  it('ends with 2 and shows what there is when it is told nothing', async () => {
    const { code, err } = await codealong([]);
    assert.equal(code, 2);
    assert.match(err, /Usage: codealong/);
  });

  it('takes another pack', async () => {
    const { code, out } = await codealong(['list', '--pack', fixturePack], {
      packLocation: '/nowhere',
      workingFolder: temp(),
    });
    assert.equal(code, 0);
    assert.match(out, /^A tiny course\n/);
  });

  it('names a pack that it cannot read, and ends with 2', async () => {
    const { code, err } = await codealong(['list', '--pack', join(temp(), 'gone')]);
    assert.equal(code, 2);
    assert.match(err, /The course in .*gone can't be read\.\ncourse\.yaml: the file is missing; add it/);
  });
});

describe('codealong list', () => {
  const temp = useTempFolder();
  const list = (...words: string[]) => codealong(['list', ...words], { workingFolder: temp() });

  it('shows the course with the state of each exercise', async () => {
    assert.match(
      (await list()).out,
      /^A tiny course\n\nWeek 1: Adding up\n {2}\[ \] adder {14}Adder \(45 min\)\n/,
    );
    await codealong(['start', 'adder'], { workingFolder: temp() });
    assert.match((await list()).out, /\[~\] adder/);
  });

  it('gives data', async () => {
    const { code, out } = await list('--json');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      title: 'A tiny course',
      weeks: [
        {
          number: 1,
          title: 'Adding up',
          focus: 'Adding numbers.',
          exercises: [
            {
              id: 'adder',
              title: 'Adder',
              summary: 'Adds numbers.',
              block: 'a',
              size: 'S',
              minutes: 45,
              languages: ['typescript', 'go'],
              state: 'new',
            },
          ],
        },
      ],
    });
  });
});

describe('codealong brief and guide', () => {
  const temp = useTempFolder();
  const run = (...words: string[]) => codealong(words, { workingFolder: temp() });

  it('print the brief for the language asked for', async () => {
    const { code, out } = await run('brief', 'adder', '--language', 'go');
    assert.equal(code, 0);
    assert.match(out, /^# Adder\n/);
    assert.doesNotMatch(out, /^:::/m);
  });

  it('print a section of the guides, or name those that there are', async () => {
    assert.match((await run('guide', 'phase-1/1.1')).out, /^## 1\.1 /);
    const { code, err } = await run('guide', 'phase-9/9.9');
    assert.deepEqual([code, err], [2, 'The guides have no section "phase-9/9.9". They have: phase-1/1.1.']);
  });
});

describe('codealong hint and reset', () => {
  const temp = useTempFolder();
  const run = (...words: string[]) => codealong(words, { workingFolder: temp() });

  it('show one hint after the other once it is started, until there is none', async () => {
    const { code, err } = await run('hint', 'adder');
    assert.equal(code, 2);
    assert.match(err, /^"adder" has not been started in .*\. Start it first\.$/);
    await run('start', 'adder');
    assert.deepEqual(await run('hint', 'adder'), {
      code: 0,
      out: 'Hint 1 of 1: Go through them all\n\nStart from 0 and add each number.',
      err: '',
    });
    assert.deepEqual(await run('hint', 'adder'), {
      code: 2,
      out: '',
      err: 'You have seen all hints for Adder.',
    });
  });

  it('put the starter back, and tell where the old text is', async () => {
    await run('start', 'adder');
    assert.deepEqual(await run('reset', 'adder'), {
      code: 0,
      out: 'Your files already match the starter; nothing was changed.',
      err: '',
    });
  });
});
