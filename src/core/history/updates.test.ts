import assert from 'node:assert/strict';
import { judgeSaying } from '../../../test/check/support/judges';
import { appOn, file, startAdder, type Learner } from '../../../test/check/support/learning';
import { adderManifest, memoryPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import type { App } from '../app/app';
import { memoryFolder } from '../memory-folder';

const shippedFile = `week-01/adder/typescript/starter/${file}`;
const shippedKit = 'kit/typescript/kit/index.ts';
const shippedSettings = 'kit/typescript/tsconfig.json';

/** The course as it ships after these changes. */
const updated = async (changes: PackChanges): Promise<App> =>
  appOn(await memoryPack(changes), judgeSaying('failed'));

const withComment = (old: string): string => `// The course says more now.\n${old}`;

describe('an update of the course', () => {
  let learner: Learner;
  beforeEach(async () => {
    learner = await startAdder();
  });
  const read = (path: string): Promise<string> => learner.folder.read(path);
  const write = (path: string, text: string): Promise<void> => learner.folder.write(path, text);

  it('is none where the course did not change, whatever the learner wrote', async () => {
    await write(file, 'mine');
    assert.deepEqual(await learner.app.updates(learner.attempt), []);
    assert.deepEqual(await learner.app.applyUpdate(learner.attempt), {
      changed: [],
      conflicts: [],
      leftAlone: [],
    });
    assert.equal(await read(file), 'mine');
  });

  it('is offered, and nothing is written before it is taken', async () => {
    const app = await updated({ [shippedFile]: withComment });
    await write(file, `${learner.starter}// mine\n`);
    const text = `${withComment(learner.starter)}// mine\n`;
    assert.deepEqual(await app.updates(learner.attempt), [{ path: file, kind: 'merged', text }]);
    await app.start(learner.attempt);
    assert.equal(await read(file), `${learner.starter}// mine\n`);
    assert.deepEqual(
      (await app.updates(learner.attempt)).length,
      1,
      'starting again takes nothing of the offer away',
    );
    assert.deepEqual((await app.applyUpdate(learner.attempt)).changed, [file]);
    assert.equal(await read(file), text);
    assert.deepEqual(await app.updates(learner.attempt), []);
  });

  it('is merged against what the last update brought', async () => {
    const first = await updated({ [shippedFile]: withComment });
    await write(file, `${learner.starter}// mine\n`);
    await first.applyUpdate(learner.attempt);
    const second = await updated({ [shippedFile]: (old) => withComment(withComment(old)) });
    await second.applyUpdate(learner.attempt);
    assert.equal(await read(file), `${withComment(withComment(learner.starter))}// mine\n`);
  });

  it('marks what both changed, and names the file', async () => {
    const app = await updated({ [shippedFile]: () => 'theirs\n' });
    await write(file, 'mine\n');
    const report = await app.applyUpdate(learner.attempt);
    assert.deepEqual([report.changed, report.conflicts], [[file], [file]]);
    assert.equal(await read(file), '<<<<<<< your code\nmine\n=======\ntheirs\n>>>>>>> the course\n');
    assert.deepEqual(await app.moment(learner.attempt, report.kept ?? ''), [{ path: file, text: 'mine\n' }]);
  });

  it('can be undone, is offered again then, and can be redone', async () => {
    const app = await updated({ [shippedFile]: withComment, [shippedKit]: withComment });
    const before = [await read(file), await read('kit/index.ts')];
    const offered = await app.updates(learner.attempt);
    await app.applyUpdate(learner.attempt);
    const after = [await read(file), await read('kit/index.ts')];
    assert.deepEqual(after, before.map(withComment));
    await app.undo(learner.attempt);
    assert.deepEqual([await read(file), await read('kit/index.ts')], before);
    assert.deepEqual(await app.updates(learner.attempt), offered);
    await app.undo(learner.attempt);
    assert.deepEqual([await read(file), await read('kit/index.ts')], after);
    assert.deepEqual(await app.updates(learner.attempt), []);
  });

  it('is all that undoing it takes back', async () => {
    const app = await updated({ [shippedKit]: withComment });
    await app.applyUpdate(learner.attempt);
    await write(file, 'written since');
    assert.deepEqual((await app.undo(learner.attempt)).changed, ['kit/index.ts']);
    assert.equal(await read(file), 'written since');
  });

  it('brings new files', async () => {
    const files = 'learner: pkg/sum/sum.ts';
    const app = await updated({
      [adderManifest]: replacing(files, `${files}, given: pkg/given.ts`),
      'week-01/adder/typescript/starter/pkg/given.ts': 'given\n',
    });
    assert.deepEqual(await app.updates(learner.attempt), [
      { path: 'pkg/given.ts', kind: 'new', text: 'given\n' },
    ]);
    await app.applyUpdate(learner.attempt);
    assert.equal(await read('pkg/given.ts'), 'given\n');
  });

  it('does not bring back what the learner deleted', async () => {
    const app = await updated({ [shippedKit]: withComment });
    await learner.folder.move('kit/index.ts', 'elsewhere.ts');
    assert.deepEqual(await app.updates(learner.attempt), []);
  });

  it('is refused where nothing was started', async () => {
    await learner.folder.move(file, 'elsewhere.ts');
    for (const ask of [learner.app.updates, learner.app.applyUpdate])
      await refusal('not-started', () => ask(learner.attempt));
  });

  it('is an offer also for settings that we wrote, and none for those of the learner', async () => {
    const changes = { [shippedSettings]: (old: string) => old.replace('{', '{\n  // more') };
    assert.deepEqual(
      (await (await updated(changes)).updates(learner.attempt)).map(({ path }) => path),
      ['tsconfig.json'],
    );
    const stranger = { ...learner.attempt, language: 'go' as const };
    await write('go.mod', 'module example.org/mine\n');
    await learner.app.start(stranger);
    const go = await updated({ 'kit/go/go.mod': (old) => `${old}\n// more\n` });
    assert.deepEqual(await go.updates(stranger), []);
  });

  it('offers nothing where it is not known what a file was made from, and says so', async () => {
    const folder = memoryFolder('the course', [{ path: file, text: 'mine' }]);
    const lost = { ...learner.attempt, folder };
    const app = await updated({ [shippedFile]: withComment });
    assert.deepEqual((await app.updates(lost)).at(-1), { path: file, kind: 'no-base' });
    const report = await app.applyUpdate(lost);
    assert.deepEqual([report.changed, report.leftAlone], [['kit/index.ts', 'tsconfig.json'], [file]]);
    assert.equal(await folder.read(file), 'mine');
    assert.deepEqual(await app.updates(lost), [{ path: file, kind: 'no-base' }], 'it stays unknown');
  });

  it('is known again after a reset', async () => {
    await write(file, 'mine');
    const app = await updated({ [shippedFile]: withComment });
    await app.reset(learner.attempt);
    assert.deepEqual(await app.updates(learner.attempt), []);
    const next = await updated({ [shippedFile]: (old) => withComment(withComment(old)) });
    assert.deepEqual(
      (await next.updates(learner.attempt)).map(({ kind }) => kind),
      ['merged'],
    );
  });
});
