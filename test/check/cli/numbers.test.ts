import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { useNewExercise } from '../support/new-exercise';

const id = 'rush-hour';
const sheet = `numbers/${id}.yaml`;
const manifest = 'exercise.yaml';
const starter = `yaml/starter/${sheet}`;

describe('codealong with an exercise about numbers', function () {
  this.timeout(60_000);
  const { read, write, change, author, run, verify, inCourse } = useNewExercise(id, 'numbers');
  const path = () => inCourse(sheet);

  describe('verify', () => {
    it('proves a new one: its starter, its reference and each slip', async () => {
      const { code, out } = await verify('--fresh');
      assert.equal(code, 0, out);
      assert.match(out, /^proven {4}rush-hour yaml starter$/m);
      assert.match(out, /^proven {4}rush-hour yaml wrong\/per-second-slip-1$/m);
      assert.match(out, /^Proof: 4 passed, 0 failed$/m);
    });

    it('proves it again when only the words of a slip have changed', async () => {
      await verify();
      assert.doesNotMatch((await verify()).out, /^proven/m);
      await change(manifest, 'That is how many arrive in an hour.', 'Too many.');
      assert.match((await verify()).out, /^proven {4}rush-hour yaml wrong\/per-second-slip-1$/m);
    });

    it('finds a reference that is wrong, and a mistake that is none', async () => {
      await change(`yaml/reference/${sheet}`, '10 * 86400', '10 * 8640');
      const { code, out } = await verify('--fresh');
      assert.equal(code, 1);
      assert.match(
        out,
        /^BROKEN {4}rush-hour yaml reference: must pass every check, but is passed: per-day failed/m,
      );
    });

    it('proves a mistake that is written by hand', async () => {
      const edit = ['```diff yaml', '-per-second: 600 / 60', '+per-second: 600 * 2', '```'].join('\n');
      const text = `# Twice\n\nNobody does that.\n\nRejected by: \`per-second\`\n\n${edit}\n`;
      await write(`wrong/twice.md`, text);
      const { code, out } = await verify('--fresh');
      assert.equal(code, 0, out);
      assert.match(out, /^proven {4}rush-hour yaml wrong\/twice$/m);
    });

    it('finds a sheet that no longer fits, which is written again by a command', async () => {
      await change(manifest, 'unit: orders/s', 'unit: orders/h');
      await change(manifest, 'per_minute / 60\n', 'per_minute * 60\n');
      await change(
        manifest,
        'formula: per_minute * 60\n        says',
        'formula: per_minute / 60\n        says',
      );
      await change(manifest, 'per_second * 86400', 'per_second * 24');
      await change(`yaml/reference/${sheet}`, '600 / 60', '600 * 60');
      await change(`yaml/reference/${sheet}`, '10 * 86400', '36_000 * 24');
      assert.match((await verify()).out, new RegExp(`${sheet}:10:1: differs from what the questions give`));
      const { code, out } = await author('sheet', id);
      assert.deepEqual([code, out], [0, `wrote week-01/${id}/${starter}`]);
      assert.match((await verify()).out, /^Proof: \d+ passed, 0 failed$/m);
    });
  });

  describe('start and check', () => {
    it('write a sheet, name a slip at its line, and pass', async () => {
      assert.match((await run('start', id)).out, /^wrote numbers\/rush-hour\.yaml$/m);
      assert.equal(await readFile(path(), 'utf8'), await read(starter));
      assert.match((await run('check', id)).out, /Not answered yet\.\n +at: +numbers\/rush-hour\.yaml:10/);

      await writeFile(path(), 'per-second: 36_000\nper-day: 864k\n');
      const wrong = await run('check', id);
      assert.equal(wrong.code, 1);
      assert.match(wrong.out, /^FAILED {3}Orders in a second\n +That is how many arrive in an hour\./m);
      assert.match(wrong.out, /^ +at: +numbers\/rush-hour\.yaml:1$/m);
      assert.doesNotMatch(wrong.out, /expected:/);

      await writeFile(path(), 'per-second: 600 / 60 /s\nper-day: 864k/d\n');
      const right = await run('check', id);
      assert.equal(right.code, 0, right.out);
      assert.match(right.out, /^What decision does each number force\?\n +Orders in a second: Say what one/m);
      assert.match(right.out, /^rush-hour \(yaml\): passed\. 2 of 2 pass \(\+1\)\.$/m);
      assert.match((await run('list')).out, /\[\*\] rush-hour/);
    });

    it('tell graders the decision', async () => {
      await run('start', id);
      await writeFile(path(), 'per-second: 10\n');
      const { checks } = JSON.parse((await run('check', id, '--json')).out) as {
        checks: readonly { readonly status: string; readonly decision?: string }[];
      };
      assert.deepEqual(
        checks.map(({ status, decision }) => [status, decision]),
        [
          ['passed', 'Say what one decides when one knows this number.'],
          ['failed', undefined],
        ],
      );
    });

    it('name the line of what is not YAML, and judge nothing', async () => {
      await run('start', id);
      await writeFile(path(), 'per-second: 1\nper-second: 2\n');
      const { code, out } = await run('check', id);
      assert.equal(code, 2);
      assert.match(out, /^numbers\/rush-hour\.yaml:2:1: Map keys must be unique$/m);
    });

    it('draw the inputs again, and keep what was answered', async () => {
      const started = await run('start', id, '--seed', '7');
      assert.match(started.out, /^The given numbers of seed 7 are in your sheet\.$/m);
      const [, rate] =
        /^seed: 7\n# given: orders: ([\d,]+) orders\/min$/m.exec(await readFile(path(), 'utf8')) ?? [];
      const perSecond = Number(rate?.replace(',', '')) / 60;
      await writeFile(path(), `seed: 7\nper-second: ${perSecond}\nper-day: ${perSecond * 86_400}\n`);
      const { code, out } = await run('check', id);
      assert.equal(code, 0, out);
      assert.match(out, /^Judged with the inputs of seed 7\. orders: /m);
      await run('start', id, '--seed', '0');
      assert.match(await readFile(path(), 'utf8'), /^seed: 0\nper-second: \d/);
    });

    it('can be reset, looked up and undone like code', async () => {
      await run('start', id);
      await writeFile(path(), 'per-second: 5\n');
      assert.match((await run('reset', id)).out, /^reset: numbers\/rush-hour\.yaml$/m);
      await run('history', id, '--undo');
      assert.equal(await readFile(path(), 'utf8'), 'per-second: 5\n');
    });

    it('refuse what sheets do not have, and end with 2', async () => {
      const other = await run('start', id, '--language', 'go');
      assert.deepEqual(
        [other.code, other.err],
        [2, '"rush-hour" has no go track. It can be solved in: yaml.'],
      );
      const drawn = await run('start', 'adder', '--seed', '7');
      assert.deepEqual([drawn.code, drawn.err], [2, '"adder" has no given numbers that can be drawn again.']);
      assert.equal((await run('reset', 'adder')).code, 2, 'nothing was written');
      await run('start', id);
      const mine = await run('mine', id, 'per-second');
      assert.equal(mine.code, 2);
      assert.match(mine.err, /has no small test in yaml/);
      const none = await author('sheet', 'adder');
      assert.deepEqual([none.code, none.err], [2, '"adder" is not a numbers exercise.']);
    });
  });
});
