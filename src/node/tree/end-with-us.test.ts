import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runs, until } from '../../../test/check/support/processes';
import { useTempFolder } from '../../../test/check/support/temp-folder';

/** A process that runs a child of ours, which starts others and prints the ids of all. */
const parentOf = (child: string): string => `
  const { defaultLimits } = require('./src/node/limits');
  const { inEmptyFolder } = require('./src/node/empty-folder');
  const { runChild } = require('./src/node/run-child');
  const script = ${JSON.stringify(child)};
  const { signal } = new AbortController();
  const hear = ({ id }) => console.log(id);
  void inEmptyFolder((cwd) => {
    console.log(cwd);
    return runChild({ command: process.execPath, args: ['-e', script], cwd, env: {}, limits: defaultLimits, signal, work: Promise.resolve({}), hear });
  });`;

const saying = `
  const { nonce } = JSON.parse(require('node:fs').readFileSync(0));
  const say = (id) => require('node:fs').writeSync(3, JSON.stringify({ type: 'check-found', id: String(id), nonce }) + '\\n');
  const start = (options) => say(require('node:child_process').spawn(process.execPath, ['-e', 'for (;;);'], options).pid);
  say(process.pid);`;

describe('a child', function () {
  this.timeout(60_000);
  if (process.platform === 'win32') return;
  const temp = useTempFolder();

  /** Starts a parent, waits until its child named so many processes, ends it, and gives what it had printed. */
  async function endedBy(signal: NodeJS.Signals, child: string, count: number) {
    const parent = spawn(process.execPath, ['--import', 'tsx', '-e', parentOf(`${saying}${child}`)], {
      env: { ...process.env, TMPDIR: temp() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    parent.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const lines = () => printed.split('\n').slice(0, -1);
    await until('its child had begun', () => lines().length === count + 1);
    parent.kill(signal);
    const [folder = '', ...pids] = lines();
    return { folder, pids: pids.map(Number) };
  }

  for (const signal of ['SIGKILL', 'SIGHUP', 'SIGQUIT', 'SIGABRT'] as const) {
    it(`ends with us when ${signal} ends us, however busy it is, and leaves no folder`, async () => {
      const { folder, pids } = await endedBy(signal, 'for (;;);', 1);
      for (const pid of pids) await until(`process ${pid} was gone`, () => !runs(pid));
      await until('its folder was gone', () => !existsSync(folder));
      assert.equal(folder.startsWith(join(temp(), 'codealong-run-')), true);
    });
  }

  it('leaves no folder when we are killed while it starts', async () => {
    const killed = `
      const processes = require('node:child_process');
      const { spawn } = processes;
      processes.spawn = (command, ...more) => {
        const child = spawn(command, ...more);
        if (command === process.execPath) process.kill(process.pid, 'SIGKILL');
        return child;
      };${parentOf(saying)}`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '-e', killed], {
      env: { ...process.env, TMPDIR: temp() },
      stdio: 'ignore',
    });
    const [, killedBy] = (await once(parent, 'exit')) as [number | null, string | null];
    assert.equal(killedBy, 'SIGKILL');
    const ours = () => readdirSync(temp()).filter((name) => name.startsWith('codealong-run-'));
    await until('its folder was gone', () => ours().length === 0);
  });

  it('ends with us together with all that it started', async () => {
    const { pids } = await endedBy('SIGKILL', 'start({ stdio: "ignore" }); start({ stdio: "inherit" });', 3);
    for (const pid of pids) await until(`process ${pid} was gone`, () => !runs(pid));
  });

  if (process.platform === 'linux')
    it('ends with us together with what left its group', async () => {
      const options = '{ stdio: "ignore", detached: true }';
      const { pids } = await endedBy('SIGKILL', `start(${options}); for (;;);`, 2);
      for (const pid of pids) await until(`process ${pid} was gone`, () => !runs(pid));
    });
});
