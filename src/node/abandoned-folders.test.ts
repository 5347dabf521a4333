import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lutimes, mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { useTempFolder } from '../../test/check/support/temp-folder';
import { namePrefix, removeAbandonedFolders } from './abandoned-folders';
import { processSpace } from './process-space';

/** No system counts its processes up to here. */
const gone = 999_999_999;
const here = processSpace() ?? 'unknown';
/** The processes of another container, or of this machine before it was restarted. */
const elsewhere = '00000000';
const nameOf = (space: string, id: number, ending = 'Ab12cd'): string =>
  `codealong-run-${space}-${id}-${ending}`;
const hour = 3_600_000;

describe('removeAbandonedFolders', () => {
  const temp = useTempFolder();

  /** Makes a folder as a Go check does: with a program in it. */
  async function folder(name: string, age: number): Promise<void> {
    await mkdir(join(temp(), name, 'deep'), { recursive: true });
    await writeFile(join(temp(), name, 'deep/program'), '');
    const then = new Date(Date.now() - age);
    await utimes(join(temp(), name), then, then);
  }

  it('removes at once what a process left that is gone', async () => {
    await folder(nameOf(here, gone), 0);
    await removeAbandonedFolders(temp());
    assert.deepEqual(await readdir(temp()), []);
  });

  for (const space of [elsewhere, 'unknown']) {
    it(`removes after a day what a process left that can't be seen (${space})`, async () => {
      await folder(nameOf(space, gone), 25 * hour);
      await removeAbandonedFolders(temp());
      assert.deepEqual(await readdir(temp()), []);
    });
  }

  for (const [what, name, age] of [
    ['a folder of today, whose process may be out of sight', nameOf(elsewhere, gone), 23 * hour],
    ['a folder of today, of which nobody knows where its process is', nameOf('unknown', gone), 23 * hour],
    ['a folder of a process that runs, however old', `${namePrefix}Ab12cd`, 1000 * hour],
    ['a folder of somebody else', 'codealong-test-Ab12cd', 1000 * hour],
    ['a folder whose name is nearly like ours', `codealong-run-${here}-${gone}`, 1000 * hour],
  ] as const) {
    it(`leaves ${what}`, async () => {
      await folder(name, age);
      await removeAbandonedFolders(temp());
      assert.deepEqual(await readdir(join(temp(), name)), ['deep']);
    });
  }

  it("leaves another user's folder", async () => {
    const name = nameOf(here, gone);
    await folder(name, 25 * hour);
    await removeAbandonedFolders(temp(), (process.geteuid?.() ?? 0) + 1);
    assert.deepEqual(await readdir(temp()), [name]);
  });

  it('leaves what is not a folder, and where a link leads', async () => {
    const [link, file] = [nameOf(here, gone, 'a'), nameOf(here, gone, 'b')];
    const then = new Date(Date.now() - 25 * hour);
    await folder('theirs', 25 * hour);
    await symlink(join(temp(), 'theirs'), join(temp(), link));
    await lutimes(join(temp(), link), then, then);
    await writeFile(join(temp(), file), '');
    await utimes(join(temp(), file), then, then);
    await removeAbandonedFolders(temp());
    assert.deepEqual((await readdir(temp())).sort(), [link, file, 'theirs']);
    assert.deepEqual(await readdir(join(temp(), 'theirs')), ['deep']);
  });

  it('has nothing to say where there is no such place', () =>
    removeAbandonedFolders(join(temp(), 'nowhere')));

  it('is done by a process that makes a folder of its own, as soon as another was killed', async function () {
    this.timeout(30_000);
    const env = { ...process.env, TMPDIR: temp(), TSX_DISABLE_CACHE: '1' };
    const start = (use: string) => {
      const program = `require('./src/node/empty-folder.ts').inEmptyFolder(async (path) => { ${use} })`;
      const args = ['--import', 'tsx', '--eval', program];
      return spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    };
    const wait = 'console.log(path); await new Promise(() => setInterval(() => undefined, 1000));';
    const [killed, alive] = [start(wait), start(wait)];
    try {
      const folders = await Promise.all([printedBy(killed), printedBy(alive)]);
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      assert.equal((await readdir(temp())).length, 2, 'the killed process left its folder');
      await once(start(''), 'exit');
      assert.deepEqual(await readdir(temp()), [basename(folders[1])]);
    } finally {
      for (const child of [killed, alive]) child.kill('SIGKILL');
    }
  });
});

async function printedBy({ stdout }: { readonly stdout: Readable }): Promise<string> {
  const [chunk] = (await once(stdout, 'data')) as [Buffer];
  return chunk.toString().trim();
}
