import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { useNewExercise } from '../support/new-exercise';

const id = 'rush-hour';
const design = `designs/${id}.md`;

describe('codealong with an exercise that is a design', function () {
  this.timeout(60_000);
  const { read, change, run, verify, inCourse } = useNewExercise(id, 'design');
  const path = () => inCourse(design);
  const solve = async (edit = (text: string) => text): Promise<void> => {
    await run('start', id);
    await writeFile(path(), edit(await read(`markdown/reference/${design}`)));
  };

  describe('verify', () => {
    it('proves a new one: its scaffold, its model answer, each part that is missing, and its mistake', async () => {
      const { code, out } = await verify('--fresh');
      assert.equal(code, 0, out);
      for (const name of [
        'reference',
        'wrong/scaffold',
        'wrong/picture-left-out',
        'wrong/capacity-as-scaffolded',
      ])
        assert.ok(out.includes(`proven    rush-hour markdown ${name}\n`), `${name}\n${out}`);
      assert.match(out, /^Proof: 14 passed, 0 failed$/m);
    });

    it('finds a check that the scaffold passes, and a model answer that fails one', async () => {
      await change(
        `markdown/starter/${design}`,
        '| Average rate | …       | …     |',
        '| Average rate | 5 * 3 | 15 |',
      );
      await change(`markdown/reference/${design}`, 'api --> queue', 'api -> queue');
      const { code, out } = await verify('--fresh');
      assert.equal(code, 1);
      assert.match(out, /^BROKEN {4}rush-hour markdown reference: must pass every check, .*picture failed/m);
    });

    it('finds a mark without a sample, and a heading that the scaffold does not have', async () => {
      await change('samples.md', '### 2', '### two');
      await change('exercise.yaml', 'part: Picture', 'part: Drawing');
      const { out } = await verify();
      assert.match(out, /samples\.md: has no sample "### 2" under "## numbers-decide"/);
      assert.match(out, /rush-hour\.md.*: has no heading "Drawing", under which a check looks/);
    });
  });

  describe('start and check', () => {
    it('write a scaffold, and say at which line something is missing', async () => {
      assert.match((await run('start', id)).out, /^wrote designs\/rush-hour\.md$/m);
      const { code, out } = await run('check', id);
      assert.equal(code, 1);
      assert.match(
        out,
        /The row "Average rate" has nothing of yours under "formula".*\n +at: +designs\/rush-hour\.md:9$/m,
      );
      assert.match(out, /^Only the structure was checked\. What you wrote is never judged by the course/m);
    });

    it('name the line that Mermaid cannot read', async () => {
      await solve((text) => text.replace('queue --> worker', 'queue -> worker'));
      const { code, out } = await run('check', id);
      assert.equal(code, 1);
      const line = (await readFile(path(), 'utf8'))
        .split('\n')
        .findIndex((text) => text.includes('queue -> worker'));
      assert.ok(out.includes(`at:       ${design}:${line + 1}\n`), out);
      assert.match(out, /Mermaid can't read the diagram from this line on/);
    });

    it('pass a design that is built differently', async () => {
      await solve((text) =>
        text
          .replace('## Capacity', '### 1. CAPACITY')
          .replace('| option | verdict | reason |', '| Option | Verdict | Reason |')
          .replaceAll('\n', '\r\n'),
      );
      const { code, out } = await run('check', id);
      assert.equal(code, 0, out);
      assert.match(out, /^rush-hour \(markdown\): passed\. 5 of 5 pass\.$/m);
      assert.match((await run('list')).out, /\[\*\] rush-hour/);
    });

    it('can be reset, and taken back, like code', async () => {
      await solve();
      await run('reset', id);
      assert.match(await readFile(path(), 'utf8'), /Replace each `…`/);
      await run('history', id, '--undo');
      assert.match(await readFile(path(), 'utf8'), /orders wait while the worker is down/);
    });
  });

  describe('rate', () => {
    it('waits until the structure holds', async () => {
      await run('start', id);
      const { code, err } = await run('rate', id, 'numbers-decide=3');
      assert.deepEqual([code, err], [2, 'You can rate "rush-hour" once its structure passes the checks.']);
      assert.equal((await run('rate', id, '--model')).code, 2);
    });

    it('shows samples of each mark, keeps marks, and prints the model answer', async () => {
      await solve();
      await run('check', id);
      const shown = await run('rate', id);
      assert.match(shown.out, /^No program judges what you wrote\. You do/);
      assert.match(shown.out, /^ {2}2 {2}One box comes from a number\.$/m);
      const given = await run('rate', id, 'numbers-decide=2');
      assert.deepEqual([given.code, given.out], [0, 'You gave yourself 2 of 3.']);
      assert.match((await run('rate', id)).out, /\(numbers-decide\): you gave 2$/m);
      const progress = await readFile(inCourse('.codealong/progress.json'), 'utf8');
      assert.match(progress, /"ratings":\{"numbers-decide":\{"mark":2,"at":\d+\}\}/);
      assert.match((await run('rate', id, '--model')).out, /^# Rush hour$/m);
    });

    it('keeps marks over a later check, and over a reset', async () => {
      await solve();
      await run('check', id);
      await run('rate', id, 'numbers-decide=1');
      await run('reset', id);
      await run('check', id);
      assert.match((await run('rate', id)).out, /you gave 1$/m);
    });

    it('refuses what is not a mark or not a criterion, and an exercise that is not a design', async () => {
      await solve();
      await run('check', id);
      for (const [words, told] of [
        ['numbers-decide=4', /gives no mark: write a criterion and 0 to 3/],
        ['numbers-decide', /gives no mark/],
        ['beauty=3', /is not rated by "beauty"\. Its criteria are: numbers-decide\./],
      ] as const) {
        const { code, err } = await run('rate', id, words);
        assert.equal(code, 2);
        assert.match(err, told);
      }
      assert.match((await run('rate', 'adder')).err, /"adder" is not a design/);
    });
  });
});
