import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { leavesNothingBehind } from '../support/clean-temp';
import { codealong, type Said } from '../support/command-line';
import { withCases } from '../support/cases';
import { downloadedModule } from '../support/downloaded-module';
import { withEnvironment } from '../support/environment';
import { withPath } from '../support/fake-go';
import { needsGo } from '../support/needs-go';
import { diskPack, fixturePack, wrongSum } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';

const solution = (file: string): Promise<string> =>
  readFile(join(fixturePack, 'week-01/adder', file), 'utf8');

describe('codealong mine', function () {
  this.timeout(120_000);
  const temp = useTempFolder();
  leavesNothingBehind();
  let course = '';
  let pack = '';

  beforeEach(async () => {
    [course, pack] = [join(temp(), "the learner's #1"), join(temp(), 'pack')];
    await diskPack(pack, withCases);
  });

  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(course, path)), { recursive: true });
    await writeFile(join(course, path), text);
  };
  const run = (...words: string[]): Promise<Said> => codealong([...words, '--dir', course, '--pack', pack]);
  const mine = (...words: string[]): Promise<Said> => run('mine', 'adder', 'adds', ...words);

  describe('in TypeScript', () => {
    const sum = 'pkg/sum/sum.ts';
    beforeEach(async () => {
      await run('start', 'adder');
    });

    it('writes the check, says how to run it, and never overwrites it', async () => {
      const { code, out } = await mine();
      assert.equal(code, 0);
      assert.deepEqual(out.split('\n'), [
        'wrote my-checks/support.ts',
        'wrote my-checks/adder/adds.ts',
        'Read my-checks/adder/adds.ts, then: codealong mine adder adds --language typescript --run',
      ]);
      await write('my-checks/adder/adds.ts', '// mine\n');
      assert.match((await mine()).out, /^kept my-checks\/adder\/adds\.ts: it differs/m);
      assert.equal(await readFile(join(course, 'my-checks/adder/adds.ts'), 'utf8'), '// mine\n');
    });

    it('runs it: 0 when it passes', async () => {
      await write(sum, await solution('typescript/reference/pkg/sum/sum.ts'));
      assert.deepEqual(await mine('--run'), { code: 0, out: 'passed: adds three numbers', err: '' });
    });

    it('runs it: 1 when it fails, with what was expected, what came, and the line of the source', async () => {
      await write(sum, await wrongSum('typescript'));
      const { code, out } = await mine('--run');
      assert.equal(code, 1);
      assert.match(
        out,
        /^failed: adds three numbers\nError: the sum of 1, 2 and 3\n {2}expected: 6\n {2}actual: {3}3\n/,
      );
      assert.match(out, /my-checks\/adder\/adds\.ts:6:\d/);
    });

    it('shows the line of the solution that threw', async () => {
      const { code, out } = await mine('--run');
      assert.equal(code, 1);
      assert.match(
        out,
        /^failed: adds three numbers\nError: Not written yet[^]*at sum \(.*\/pkg\/sum\/sum\.ts:3:9\)/,
      );
    });

    it('runs what the learner made of it, with packages of modules beside it', async () => {
      await mine();
      await write('package.json', '{ "type": "module" }');
      await write(
        'my-checks/adder/adds.ts',
        "import { check } from '../support.ts';\ncheck('mine', () => {});\n",
      );
      assert.deepEqual(await mine('--run'), { code: 0, out: 'passed: mine', err: '' });
    });

    it('says when it waits for what never comes', async () => {
      await mine();
      await write(sum, 'export const sum = () => new Promise(() => {});\n');
      await write(
        'my-checks/adder/adds.ts',
        "import { check } from '../support';\nimport { sum } from '../../pkg/sum/sum';\ncheck('waits', async () => void (await sum()));\n",
      );
      const { code, out } = await mine('--run');
      assert.equal(code, 1);
      assert.match(out, /^failed: waits\nError: It waits for something that never comes\./);
    });

    it('says what cannot be built, and ends with 2', async () => {
      await write(sum, 'export const sum = ;\n');
      assert.deepEqual(await mine('--run'), {
        code: 2,
        out: '',
        err: 'pkg/sum/sum.ts:1:20: Expression expected.',
      });
    });

    it('keeps what it builds out of the learner’s commits', async () => {
      await mine('--run');
      assert.match(await readFile(join(course, '.codealong/.gitignore'), 'utf8'), /^\/\*$/m);
      assert.deepEqual(await readdir(join(course, 'pkg/sum')), ['sum.ts']);
    });

    it('is refused for a check that has no case, and where nothing was started', async () => {
      const none = await run('mine', 'adder', 'adds-nothing');
      assert.deepEqual([none.code, none.out], [2, '']);
      assert.match(
        none.err,
        /has no small test in typescript that could be made yours\. What it says when it fails/,
      );
      assert.equal((await codealong(['mine', 'adder', 'adds', '--dir', temp(), '--pack', pack])).code, 2);
    });
  });

  describe('in Go', () => {
    const sum = 'pkg/sum/sum.go';
    const inGo = (...words: string[]): Promise<Said> => mine('--language', 'go', ...words);
    needsGo();
    beforeEach(async () => {
      await write('go.mod', 'module example.org/coffee\n\ngo 1.25\n');
      await run('start', 'adder', '--language', 'go');
    });

    it('writes it beside the package, in the module of the learner, and runs it', async () => {
      assert.match((await inGo()).out, /^wrote pkg\/sum\/adds_mine_test\.go$/m);
      assert.match(
        await readFile(join(course, 'pkg/sum/adds_mine_test.go'), 'utf8'),
        /"example\.org\/coffee\/pkg\/sum"/,
      );
      await write(sum, await solution('go/reference/pkg/sum/sum.go'));
      const { code, out } = await inGo('--run');
      assert.equal(code, 0);
      assert.match(out, /^--- PASS: TestMineAdds /m);
    });

    it('fails with what came', async () => {
      await write(sum, await wrongSum('go'));
      const { code, out } = await inGo('--run');
      assert.equal(code, 1);
      assert.match(out, /adds_mine_test\.go:13: the sum of 1, 2 and 3: got 3, want 6/);
    });

    it('does not pass where the learner took the test out', async () => {
      await write('pkg/sum/adds_mine_test.go', 'package sum_test\n');
      assert.equal((await inGo('--run')).code, 1);
    });

    it('says what cannot be built', async () => {
      await write(sum, 'package sum\n\nfunc Sum(numbers []int) int { return "" }\n');
      const { code, err } = await inGo('--run');
      assert.equal(code, 2);
      assert.match(err, /sum\.go:3:\d+: cannot use ""/);
    });

    it('says what Go needs where there is none', async () => {
      const { code, err } = await withPath(join(temp(), 'empty'), () => inGo('--run'));
      assert.equal(code, 2);
      assert.match(err, /^There is no working Go on this machine\./);
    });

    it('says that go.mod asks for an older Go than the test is written in, unless it passes all the same', async () => {
      await inGo();
      await write(sum, await solution('go/reference/pkg/sum/sum.go'));
      await write('go.mod', 'module example.org/coffee\n\ngo 1.21\n');
      assert.equal((await inGo('--run')).code, 0);
      const test = await readFile(join(course, 'pkg/sum/adds_mine_test.go'), 'utf8');
      const told =
        'go.mod says "go 1.21", and this test is written in Go 1.25. Make that line "go 1.25" and run it again.';
      for (const line of ['for range 3 {\n\t}', 'panic("asynctimerchan")']) {
        await write('pkg/sum/adds_mine_test.go', test.replace('\tif got', `\t${line}\n\tif got`));
        assert.deepEqual(await inGo('--run'), { code: 2, out: '', err: told });
      }
    });

    it('says that go.mod asks for a newer Go than there is', async () => {
      await write('go.mod', 'module example.org/coffee\n\ngo 1.999\n');
      const { code, err } = await inGo('--run');
      assert.equal(code, 2);
      assert.match(err, /^go\.mod asks for Go 1\.999, and this machine has Go 1\.\d+/);
    });

    it('says that a go.mod on the way makes another module of it', async () => {
      await write('pkg/go.mod', 'module example.org/other\n\ngo 1.25\n');
      const { code, err } = await inGo('--run');
      assert.equal(code, 2);
      assert.match(err, /^pkg\/go\.mod makes pkg a module of its own/);
    });

    describe('with tests of their own that import', () => {
      const importing = async (path: string): Promise<void> => {
        await write(sum, await solution('go/reference/pkg/sum/sum.go'));
        await write(
          'pkg/sum/own_test.go',
          `package sum_test\n\nimport (\n\t"testing"\n\n\t"${path}"\n)\n\nfunc TestOwn(t *testing.T) { _ = dep.One }\n`,
        );
      };

      it('a module that is downloaded, runs it; and says how to download one that is not', async () => {
        await importing('example.org/dep');
        const modules = join(temp(), 'modules');
        for (const [path, text] of Object.entries(await downloadedModule(modules))) await write(path, text);
        const { code, out } = await withEnvironment({ GOMODCACHE: modules }, () => inGo('--run'));
        assert.match(out, /^--- PASS: TestMineAdds /m);
        assert.equal(code, 0);
        const without = await withEnvironment({ GOMODCACHE: join(temp(), 'none') }, () => inGo('--run'));
        assert.equal(without.code, 2);
        assert.match(without.err, /^Your code or your tests import a module .* Run "go mod download" in /);
      });

      it('another module of their workspace, runs it; and needs no workspace that leaves it out', async () => {
        await importing('example.org/dep');
        const dep = join(temp(), 'dep');
        await mkdir(dep);
        await writeFile(join(dep, 'go.mod'), 'module example.org/dep\n\ngo 1.25\n');
        await writeFile(join(dep, 'dep.go'), 'package dep\n\nconst One = 1\n');
        const workspace = join(temp(), 'go.work');
        await writeFile(workspace, `go 1.25\n\nuse ./dep\n\nuse ${JSON.stringify(course)}\n`);
        assert.equal((await inGo('--run')).code, 0);
        await writeFile(workspace, 'go 1.25\n\nuse ./dep\n');
        await rm(join(course, 'pkg/sum/own_test.go'));
        assert.equal((await inGo('--run')).code, 0);
      });
    });

    it('says what does not work about Go, and ends with 2', async () => {
      const { code, err } = await withEnvironment({ GOCACHE: 'off' }, () => inGo('--run'));
      assert.equal(code, 2);
      assert.match(
        err,
        /^Go does not work on this machine, .* It says: build cache is disabled by GOCACHE=off/,
      );
    });

    it('has no say in what a check judges', async () => {
      await inGo();
      await write('pkg/sum/adds_mine_test.go', 'package broken here\n');
      await write(sum, await solution('go/reference/pkg/sum/sum.go'));
      assert.equal((await run('check', 'adder', '--language', 'go')).code, 0);
    });
  });
});
