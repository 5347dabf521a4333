import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codealong } from '../support/command-line';
import { useTempFolder } from '../support/temp-folder';

describe('codealong beside a progress file that is corrupt', () => {
  const temp = useTempFolder();
  const ours = (): string => join(temp(), '.codealong');

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
    const { code, err } = await codealong(['hint', 'adder', '--dir', temp()]);
    assert.equal(code, 0);
    const aside = (await readdir(ours())).find((name) => name.startsWith('progress.corrupt-')) ?? '';
    assert.equal(await readFile(join(ours(), aside), 'utf8'), '{ "half');
    assert.match(err, /starts anew, because its file could not be understood/);
    assert.ok(err.includes(aside));
    assert.deepEqual(await codealong(['list', '--dir', temp()]).then((said) => said.err), '');
  });
});
