import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codealong } from '../support/command-line';
import { useTempFolder } from '../support/temp-folder';

describe('codealong beside a progress file that is corrupt', function () {
  this.timeout(20_000);
  const temp = useTempFolder();
  const ours = (): string => join(temp(), '.codealong');

  const asideIn = async (): Promise<string> =>
    (await readdir(ours())).find((name) => name.startsWith('progress.corrupt-')) ?? '';

  /** One line, which names the file, what became of it, and the way out. */
  const oneNotice = (aside: string): RegExp =>
    RegExp(
      String.raw`^\.codealong/progress\.json in .* could not be understood, so your progress starts over\. ` +
        String.raw`What it held is in \.codealong/${aside}: fix that and move it back to .*$`,
    );

  beforeEach(async () => {
    await mkdir(ours());
    await writeFile(join(ours(), 'progress.json'), '{ "half');
  });

  it('lists the course all the same, says so on standard error, and leaves the file alone', async () => {
    const { code, out, err } = await codealong(['list', '--json', '--dir', temp()]);
    assert.equal(code, 0);
    assert.doesNotThrow(() => JSON.parse(out));
    assert.match(err, /^\.codealong\/progress\.json in .* can't be understood, so your progress starts from/);
    assert.deepEqual(await readdir(ours()), ['progress.json']);
  });

  it('goes on, keeps the file under another name, and says where', async () => {
    const { code, err } = await codealong(['start', 'adder', '--dir', temp()]);
    assert.equal(code, 0);
    const aside = await asideIn();
    assert.equal(await readFile(join(ours(), aside), 'utf8'), '{ "half');
    assert.match(err, oneNotice(aside));
    assert.deepEqual(await codealong(['list', '--dir', temp()]).then((said) => said.err), '');
  });

  for (const command of ['start', 'check', 'reset']) {
    it(`says so once when \`${command}\` looks for the language in it, and then sets it aside`, async () => {
      await codealong(['start', 'adder', '--dir', temp()]);
      await rm(join(ours(), await asideIn()));
      await writeFile(join(ours(), 'progress.json'), '{ "half');
      const { err } = await codealong([command, 'adder', '--dir', temp()]);
      assert.match(err, oneNotice(await asideIn()));
    });
  }

  it('says so beside a refusal, as the file may be the reason for it', async () => {
    const { code, err } = await codealong(['check', 'adder', '--dir', temp()]);
    assert.equal(code, 2);
    assert.match(err, /^.*adder.* start/m);
    assert.match(
      err,
      /^\.codealong\/progress\.json in .* can't be understood, so your progress starts from/m,
    );
    assert.deepEqual(await readdir(ours()), ['progress.json']);
  });
});
