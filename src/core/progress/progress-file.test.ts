import assert from 'node:assert/strict';
import { refusal } from '../../../test/check/support/refusal';
import type { ErrorCode } from '../errors';
import { memoryFolder } from '../memory-folder';
import type { Folder } from '../ports';
import { noProgress, withHints, withStart } from './progress';
import { progressPath, readProgress, updateProgress } from './progress-file';

const folderWith = (text?: string): Folder =>
  memoryFolder('the course', text === undefined ? [] : [{ path: progressPath, text }]);

/** A folder on which reading and writing take their time, as on a disk. */
function slow(folder: Folder): Folder {
  const later = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...folder,
    read: async (path) => (await later(), folder.read(path)),
    write: async (path, text) => (await later(), folder.write(path, text)),
  };
}

const start = (id: string) => (progress: Parameters<typeof withStart>[0]) =>
  withStart(progress, id, 'go', 10);

describe('the progress file', () => {
  it('is not needed: without it there is no progress yet', async () => {
    assert.deepEqual(await readProgress(folderWith()), noProgress);
  });

  it('keeps what is written', async () => {
    const folder = folderWith();
    const written = await updateProgress(folder, (progress) =>
      withHints(start('adder')(progress), 'adder', 2),
    );
    assert.deepEqual(await readProgress(folder), written);
    assert.equal(written.exercises['adder']?.tracks.go?.startedAt, 10);
  });

  it('is readable and ends with a line end, so that it can be committed and merged', async () => {
    const folder = folderWith();
    await updateProgress(folder, start('adder'));
    const text = await folder.read(progressPath);
    assert.match(text, /^\{\n {2}"formatVersion": 1,\n {2}"exercises": \{\n {4}"adder": \{\n/);
    assert.ok(text.endsWith('}\n'));
  });

  it('may have a byte order mark', async () => {
    assert.deepEqual(
      await readProgress(folderWith('\uFEFF{ "formatVersion": 1, "exercises": {} }')),
      noProgress,
    );
  });

  it('keeps what it does not know', async () => {
    const unknown = {
      formatVersion: 1,
      note: 'mine',
      exercises: { adder: { hints: 1, tracks: {}, stars: 5 } },
    };
    const folder = folderWith(JSON.stringify(unknown));
    await updateProgress(folder, start('other'));
    const { note, exercises } = JSON.parse(await folder.read(progressPath)) as typeof unknown;
    assert.deepEqual([note, exercises.adder.stars], ['mine', 5]);
  });

  const unusable: readonly (readonly [name: string, text: string, code: ErrorCode, told: RegExp])[] = [
    [
      'a later version wrote it',
      '{ "formatVersion": 2, "states": [] }',
      'newer-format',
      /written by a later version\. Update the extension/,
    ],
    [
      'it is no JSON',
      '{ "formatVersion": 1, ',
      'unreadable',
      /can't be understood\. Mend it or move it away; nothing in it was changed/,
    ],
    ['it is empty', '', 'unreadable', /can't be understood/],
    [
      'git left a conflict in it',
      '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n',
      'unreadable',
      /can't be understood/,
    ],
    ['it holds something else', '[]', 'unreadable', /can't be understood/],
    [
      'a value in it is of another kind',
      '{ "formatVersion": 1, "exercises": { "adder": { "tracks": 1 } } }',
      'unreadable',
      /can't be understood/,
    ],
  ];
  for (const [name, text, code, told] of unusable) {
    it(`is refused, and stays as it is, when ${name}`, async () => {
      const folder = folderWith(text);
      assert.match(await refusal(code, () => readProgress(folder)), told);
      assert.match(
        await refusal(code, () => updateProgress(folder, start('adder'))),
        /progress\.json in the course/,
      );
      assert.equal(await folder.read(progressPath), text);
    });
  }

  it('is refused when a folder has its name', async () => {
    const folder = memoryFolder('the course', [{ path: `${progressPath}/note.txt`, text: '' }]);
    await refusal('unreadable', () => readProgress(folder));
  });

  it('loses none of many updates at once', async () => {
    const folder = slow(folderWith());
    const ids = Array.from({ length: 20 }, (_, index) => `exercise-${index}`);
    await Promise.all(ids.map((id) => updateProgress(folder, start(id))));
    assert.deepEqual(Object.keys((await readProgress(folder)).exercises), ids);
  });

  it('goes on after an update that failed', async () => {
    const folder = slow(folderWith());
    const failing = updateProgress(folder, () => {
      throw new Error('no');
    });
    const next = updateProgress(folder, start('adder'));
    await assert.rejects(failing, /no/);
    assert.ok((await next).exercises['adder']);
  });
});
