import assert from 'node:assert/strict';
import { refusal } from '../../../test/check/support/refusal';
import { memoryFolder } from '../memory-folder';
import type { Folder } from '../ports';
import { noProgress, withStart } from './progress';
import { withHint } from './shown-help';
import { progressPath, readProgress, updateProgress } from './progress-file';

const now = Date.UTC(2026, 2, 1, 10, 15, 30, 123);
const asidePath = '.codealong/progress.corrupt-2026-03-01T10-15-30-123Z.json';

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
const saved = (exercises: object): string => JSON.stringify({ formatVersion: 1, exercises });

describe('the progress file', () => {
  it('is not needed: without it there is no progress yet', async () => {
    assert.deepEqual(await readProgress(folderWith()), { progress: noProgress, isCorrupt: false });
  });

  it('keeps what is written', async () => {
    const folder = folderWith();
    const written = await updateProgress(folder, now, (progress) =>
      withHint(start('adder')(progress), 'adder', 1),
    );
    const { progress } = await readProgress(folder);
    assert.deepEqual(progress, written.progress);
    assert.equal(progress.exercises['adder']?.tracks.go?.startedAt, 10);
  });

  it('is readable and ends with a line end, so that it can be committed and merged', async () => {
    const folder = folderWith();
    await updateProgress(folder, now, start('adder'));
    const text = await folder.read(progressPath);
    assert.match(
      text,
      /^\{\n {2}"formatVersion": 1,\n {2}"exercises": \{\n {4}"adder": \{.*\}\n {2}\}\n\}\n$/,
    );
  });

  it('has its lines in the same order, whatever happened first', async () => {
    const texts = await Promise.all(
      [
        ['adder', 'breaker'],
        ['breaker', 'adder'],
      ].map(async (ids) => {
        const folder = folderWith();
        for (const id of ids) await updateProgress(folder, now, start(id));
        return folder.read(progressPath);
      }),
    );
    assert.equal(texts[0], texts[1]);
  });

  it('keeps what it does not know', async () => {
    const unknown = {
      formatVersion: 1,
      note: 'mine',
      exercises: { adder: { hints: 1, tracks: {}, stars: 5 } },
    };
    const folder = folderWith(JSON.stringify(unknown));
    await updateProgress(folder, now, start('other'));
    const { note, exercises } = JSON.parse(await folder.read(progressPath)) as typeof unknown;
    assert.deepEqual([note, exercises.adder.stars], ['mine', 5]);
  });

  it('is refused, and stays as it is, when a later version wrote it', async () => {
    const text = '{ "formatVersion": 2, "states": [] }';
    const folder = folderWith(text);
    const message = await refusal('newer-format', () => readProgress(folder));
    assert.match(
      message,
      /progress\.json in the course was written by a later version\. Update the extension/,
    );
    await refusal('newer-format', () => updateProgress(folder, now, start('adder')));
    assert.equal(await folder.read(progressPath), text);
  });

  it('is refused when a folder has its name', async () => {
    const folder = memoryFolder('the course', [{ path: `${progressPath}/note.txt`, text: '' }]);
    await refusal('unreadable', () => readProgress(folder));
    await refusal('unreadable', () => updateProgress(folder, now, start('adder')));
  });

  it('loses none of many updates at once', async () => {
    const folder = slow(folderWith());
    const ids = Array.from({ length: 20 }, (_, index) => `exercise-${index}`);
    await Promise.all(ids.map((id) => updateProgress(folder, now, start(id))));
    assert.deepEqual(Object.keys((await readProgress(folder)).progress.exercises), ids.sort());
  });
});

describe('a corrupt progress file', () => {
  it('is read as no progress, and not touched', async () => {
    const folder = folderWith('{ "formatV');
    assert.deepEqual(await readProgress(folder), { progress: noProgress, isCorrupt: true });
    assert.equal(await folder.read(progressPath), '{ "formatV');
    assert.deepEqual(await folder.list('.codealong'), [{ name: 'progress.json', kind: 'file' }]);
  });

  it('is set aside whole by the next update, which goes on', async () => {
    const folder = folderWith('{ "formatV');
    const { setAside } = await updateProgress(folder, now, start('adder'));
    assert.equal(setAside, asidePath);
    assert.equal(await folder.read(asidePath), '{ "formatV');
    const { progress, isCorrupt } = await readProgress(folder);
    assert.deepEqual([Object.keys(progress.exercises), isCorrupt], [['adder'], false]);
    assert.deepEqual(Object.keys(await updateProgress(folder, now, start('other'))), ['progress']);
  });

  it('never takes the place of one that was set aside before', async () => {
    const folder = folderWith('first');
    await updateProgress(folder, now, start('adder'));
    await folder.write(progressPath, 'second');
    const { setAside = '' } = await updateProgress(folder, now, start('adder'));
    assert.deepEqual([await folder.read(asidePath), await folder.read(setAside)], ['first', 'second']);
  });

  it('stays where it is when the change itself fails', async () => {
    const folder = folderWith('{');
    const failing = updateProgress(folder, now, () => {
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.equal(await folder.read(progressPath), '{');
  });
});

describe('a progress file that git left in conflict', () => {
  const inConflict = (ours: string, theirs: string): string =>
    `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> other\n`;
  const text = inConflict(saved({ adder: { tracks: {}, hints: 1 } }), saved({ other: { tracks: {} } }));

  it('is understood, and repaired on disk by the next update', async () => {
    const folder = folderWith(text);
    const { progress, isCorrupt } = await readProgress(folder);
    assert.deepEqual([Object.keys(progress.exercises), isCorrupt], [['adder', 'other'], false]);
    assert.equal(await folder.read(progressPath), text);
    await updateProgress(folder, now, start('third'));
    const repaired = JSON.parse(await folder.read(progressPath)) as typeof progress;
    assert.deepEqual(Object.keys(repaired.exercises), ['adder', 'other', 'third']);
    assert.equal(repaired.exercises['adder']?.hints, 1);
  });
});
