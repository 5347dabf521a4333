import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leavesNothingBehind } from '../support/clean-temp';
import { startCli, type Ended } from '../support/cli-process';
import { dist } from '../support/judging';
import { needsGo } from '../support/needs-go';
import { fixturePack } from '../support/packs';
import { processesIn, programOf, until } from '../support/processes';
import { useTempFolder } from '../support/temp-folder';

describe('node dist/cli.js', function () {
  this.timeout(60_000);
  const temp = useTempFolder(`codealong it's "my" #1 `);
  leavesNothingBehind();

  const words = (...first: string[]): string[] => [...first, '--pack', fixturePack];
  const run = (...first: string[]): Promise<Ended> => startCli(words(...first), temp()).ended;
  const write = (text: string): Promise<void> => writeFile(join(temp(), 'pkg/sum/sum.ts'), text);
  const reference = () =>
    readFile(join(fixturePack, 'week-01/adder/typescript/reference/pkg/sum/sum.ts'), 'utf8');

  it('starts an exercise, fails its starter with 1, and passes its reference with 0', async () => {
    assert.equal((await run('start', 'adder')).code, 0);
    const starter = await run('check', 'adder', '--json');
    assert.deepEqual([starter.code, starter.err], [1, '']);
    assert.equal((JSON.parse(starter.out) as { verdict: string }).verdict, 'failed');
    await write(await reference());
    const solved = await run('check', 'adder', '--json');
    assert.deepEqual([solved.code, (JSON.parse(solved.out) as { verdict: string }).verdict], [0, 'passed']);
  });

  it('speaks of refusals on standard error, and ends with 2', async () => {
    const { code, out, err } = await run('check', 'adder');
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^"adder" has not been started/);
  });

  it('finds the course that ships beside it', async () => {
    const { code, out } = await startCli(['list', '--json'], temp()).ended;
    assert.equal(code, 0);
    const { weeks } = JSON.parse(out) as { weeks: unknown[] };
    assert.equal(weeks.length, 12);
  });

  it('judges two checks at once, and both are right', async () => {
    await run('start', 'adder');
    await write(await reference());
    const both = await Promise.all([run('check', 'adder'), run('check', 'adder')]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    assert.match((await run('list')).out, /\[\*\] adder/);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
    it(`ends a running check with 2 on ${signal}, and takes its child along`, async () => {
      await run('start', 'adder');
      await write('export const sum = () => { for (;;); };');
      const { child, ended } = startCli(words('check', 'adder', '--json'), temp());
      const children = () => processesIn(process.env['TMPDIR'] ?? '');
      await until('the solution ran', () => children().length > 0);
      child.kill(signal);
      const { code, out } = await ended;
      const { verdict, reason } = JSON.parse(out) as { verdict: string; reason: string };
      assert.deepEqual([code, verdict, reason], [2, 'unchecked', 'cancelled: The check was cancelled.']);
      assert.deepEqual(children(), []);
    });
  }

  it('takes its child along, and the folder of it, when it is killed itself', async () => {
    await run('start', 'adder');
    await write('export const sum = () => { for (;;); };');
    const { child, ended } = startCli(words('check', 'adder'), temp());
    await until('the solution ran', () => processesIn(process.env['TMPDIR'] ?? '').length > 0);
    child.kill('SIGKILL');
    await ended;
    await until('nothing was left of it', () => isEmpty(process.env['TMPDIR'] ?? ''));
  });

  it('ends a running proof with 2, and takes its children along', async () => {
    const { child, ended } = startCli(
      words('verify', '--language', 'typescript', '--repeat', '1000'),
      temp(),
    );
    await until('a solution ran', () => processesIn(process.env['TMPDIR'] ?? '').length > 0);
    child.kill('SIGINT');
    const { code, err } = await ended;
    assert.equal(code, 2);
    assert.match(err, /^It took .*\nStopped before everything was proven\.\n$/);
  });

  it('stops quietly when nobody reads on', async () => {
    const { child, ended } = startCli(words('list'), temp());
    child.stdout?.destroy();
    const { code, err } = await ended;
    assert.deepEqual([code, err], [0, '']);
  });

  const inShell = (line: string) => {
    const quoted = [process.execPath, join(dist, 'cli.js')].map((word) => `"${word}"`).join(' ');
    const shell = spawnSync('/bin/sh', ['-c', line.replaceAll('codealong', quoted)], {
      cwd: temp(),
      encoding: 'utf8',
    });
    return { code: shell.status, out: shell.stdout, err: shell.stderr };
  };

  it('ends with what was judged when nobody reads what it says, on either output', async () => {
    await run('start', 'adder');
    const check = `codealong check adder --pack '${fixturePack}'`;
    const closed = (line: string) => inShell(`{ { ${line}; echo $? >&3; } 2>&1 | true; } 3>&1`).out;
    assert.equal(closed('sleep 1; codealong check nosuch'), '2\n');
    assert.equal(closed(`sleep 1; ${check}`), '1\n');
    await write(await reference());
    assert.equal(closed(`sleep 1; ${check}`), '0\n');
  });

  if (existsSync('/dev/full'))
    it('ends with 2 and says so when the result cannot be written', async () => {
      await run('start', 'adder');
      const { code, err } = inShell(`codealong check adder --pack '${fixturePack}' > /dev/full`);
      assert.equal(code, 2);
      assert.match(err, /^The result could not be written: .*no space left/);
    });

  it('says so when the folder that it was started in is gone', () => {
    const { code, err } = inShell('mkdir gone; cd gone; rmdir ../gone; codealong list');
    assert.deepEqual(
      [code, err],
      [2, 'The folder that you are in is not there any more. Go to another one and try again.\n'],
    );
  });

  const judgedWith = (variables: string) =>
    inShell(`${variables} codealong check adder --pack '${fixturePack}'`);

  it('tells of a folder for temporary files that is not there, and of no fault of anybody', async () => {
    await run('start', 'adder');
    const { code, out, err } = judgedWith('TMPDIR=/no/such/folder');
    assert.deepEqual([code, err], [2, '']);
    assert.match(out, /\nTMPDIR names a folder that is not there: \/no\/such\/folder\. .*\n$/);
  });

  it('writes nothing into the course for variables that name no absolute folder', async () => {
    await run('start', 'adder');
    const before = await readdir(temp());
    for (const value of ['', 'here']) {
      const variables = ['HOME', 'XDG_CACHE_HOME', 'TMPDIR', 'TMP', 'TEMP', 'XDG_CONFIG_HOME'];
      assert.equal(judgedWith(variables.map((name) => `${name}=${value}`).join(' ')).code, 1);
      assert.deepEqual(await readdir(temp()), before);
    }
  });

  it('waits once for a git that hangs, keeps a copy, and leaves nothing of it behind', async () => {
    await run('start', 'adder');
    await mkdir(join(temp(), 'bin'));
    await writeFile(join(temp(), 'bin/git'), `#!/bin/sh\necho "$*" >> calls\nsleep 600 & sleep 600\n`);
    await chmod(join(temp(), 'bin/git'), 0o755);
    assert.equal(judgedWith('PATH="$PWD/bin:$PATH"').code, 1);
    const calls = await readFile(join(temp(), '.codealong/history/moments.git/calls'), 'utf8');
    assert.equal(calls.trim().split('\n').length, 1, calls);
    const copies = await readdir(join(temp(), '.codealong/history/copies/adder/typescript'));
    assert.equal(copies.length, 1);
    await until('git was gone', () => processesIn(temp()).length === 0);
  });

  it('says what was judged, or why nothing was, however few files may be open', async () => {
    await run('start', 'adder');
    await write(await reference());
    for (const files of [22, 26, 30, 38]) {
      const { code, out, err } = inShell(
        `ulimit -n ${files}; codealong check adder --json --pack '${fixturePack}'`,
      );
      const { verdict, reason } = JSON.parse(out) as { verdict: string; reason?: string };
      assert.equal(code, verdict === 'passed' ? 0 : 2);
      assert.match(reason ?? 'machine-trouble', /^machine-trouble/);
      assert.doesNotMatch(err, /went wrong|Unhandled/);
    }
  });

  it('ends with 2 when a part of it is missing', async () => {
    await cp(join(dist, 'cli.js'), join(temp(), 'cli.js'));
    const { status, stderr } = spawnSync(process.execPath, [join(temp(), 'cli.js'), 'list'], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /^Something in codealong itself went wrong; this is not your code\.\nError: ENOENT/);
  });
});

describe('node dist/cli.js with Go', function () {
  this.timeout(120_000);
  needsGo();
  const temp = useTempFolder();
  leavesNothingBehind();

  it('takes its child along, and the folder of it, when it is killed itself', async () => {
    const words = ['adder', '--language', 'go', '--pack', fixturePack];
    assert.equal((await startCli(['start', ...words], temp()).ended).code, 0);
    await writeFile(
      join(temp(), 'pkg/sum/sum.go'),
      'package sum\n\nfunc Sum([]int) int {\n\tfor {\n\t}\n}\n',
    );
    const { child, ended } = startCli(['check', ...words], temp());
    await until('the solution ran', () => processesIn(process.env['TMPDIR'] ?? '').some(isTestProgram));
    child.kill('SIGKILL');
    await ended;
    await until('nothing was left of it', () => isEmpty(process.env['TMPDIR'] ?? ''));
  });
});

/** Whether a process runs the program that was built of a solution and its checks. */
function isTestProgram(pid: number): boolean {
  return programOf(pid).endsWith('/checks');
}

/** Whether no process works in a folder and nothing lies in it. */
async function isEmpty(folder: string): Promise<boolean> {
  return processesIn(folder).length === 0 && (await readdir(folder)).length === 0;
}
