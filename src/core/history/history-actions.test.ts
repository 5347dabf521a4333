import assert from 'node:assert/strict';
import { judgeSaying } from '../../../test/check/support/judges';
import { appOn, file, startAdder } from '../../../test/check/support/learning';
import { memoryPack } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import type { App, Attempt } from '../app/app';
import type { Judge } from '../check/judge';
import type { Notice } from '../notice';
import { stateOf } from '../progress/progress';
import type { Folder } from '../ports';

let folder: Folder;
let attempt: Attempt;
let starter: string;
let app: App;
let verdict: 'passed' | 'failed';
const judge: Judge = { judge: (...request) => judgeSaying(verdict).judge(...request) };

async function begin(): Promise<void> {
  verdict = 'failed';
  ({ app, attempt, folder, starter } = await startAdder(judge));
}

const write = (text: string): Promise<void> => folder.write(file, text);
const kinds = async () => (await app.history(attempt)).moments.map(({ kind }) => kind);

describe('the history of an exercise', () => {
  beforeEach(begin);

  it('begins with what the course brought', async () => {
    const { moments, keeper } = await app.history(attempt);
    assert.deepEqual(
      moments.map(({ kind, paths }) => [kind, [...paths].sort()]),
      [['scaffolded', ['kit/index.ts', file, 'tsconfig.json']]],
    );
    assert.equal(keeper.kind, 'copies');
  });

  it('is not added to by a second start', async () => {
    await app.start(attempt);
    assert.deepEqual(await kinds(), ['scaffolded']);
  });

  it('has an attempt for each check of other code, or with another verdict', async () => {
    await app.check(attempt);
    await app.check(attempt);
    await write('other');
    await app.check(attempt);
    verdict = 'passed';
    await app.check(attempt);
    await app.check(attempt);
    const { moments } = await app.history(attempt);
    assert.deepEqual(
      moments.slice(1).map(({ outcome }) => outcome),
      [
        { verdict: 'failed', passed: 0, total: 2 },
        { verdict: 'failed', passed: 0, total: 2 },
        { verdict: 'passed', passed: 2, total: 2 },
      ],
    );
    assert.deepEqual(await app.moment(attempt, moments[2]?.id ?? ''), [{ path: file, text: 'other' }]);
  });

  it('has what was judged, not what the learner wrote meanwhile', async () => {
    await write('judged');
    app = appOn(await memoryPack(), {
      judge: async (job, ...others) => {
        assert.equal(await job.solution.read(file), 'judged');
        await write('written meanwhile');
        assert.equal(await job.solution.read(file), 'judged');
        return judgeSaying('passed').judge(job, ...others);
      },
    });
    await app.check(attempt);
    const last = (await app.history(attempt)).moments.at(-1);
    assert.deepEqual(await app.moment(attempt, last?.id ?? ''), [{ path: file, text: 'judged' }]);
  });

  it('that cannot be kept is told, and changes no verdict', async () => {
    const write: Folder['write'] = async (path, text) => {
      if (path.includes('history')) throw new Error('the disk is full');
      return folder.write(path, text);
    };
    const notices: Notice[] = [];
    app = appOn(await memoryPack(), judge, (notice) => notices.push(notice));
    const report = await app.check({ ...attempt, folder: { ...folder, write } });
    assert.equal(report.verdict, 'failed');
    await app.close();
    assert.deepEqual(notices, [
      {
        message: 'This attempt could not be kept in the history: the disk is full',
        location: folder.location,
      },
    ]);
  });

  it('is refused for what is not in the course', async () => {
    await refusal('unknown-exercise', () => app.history({ ...attempt, id: 'nothing' }));
    await refusal('no-moment', () => app.moment(attempt, 'nothing'));
  });
});

describe('going back', () => {
  beforeEach(begin);

  it('puts the files of a moment back, and keeps what was there', async () => {
    await write('first');
    await app.check(attempt);
    await write('second');
    const [, first] = (await app.history(attempt)).moments;
    const report = await app.restore(attempt, first?.id ?? '');
    assert.deepEqual([report.changed, report.moment], [[file], first]);
    assert.equal(await folder.read(file), 'first');
    assert.deepEqual(await app.moment(attempt, report.kept ?? ''), [{ path: file, text: 'second' }]);
    assert.equal(stateOf(await app.progress(folder), 'adder'), 'started', 'the verdict spoke of other code');
  });

  it('changes and keeps nothing where nothing differs', async () => {
    await app.check(attempt);
    const last = (await app.history(attempt)).moments.at(-1);
    const { changed, kept } = await app.restore(attempt, last?.id ?? '');
    assert.deepEqual([changed, kept], [[], undefined]);
    assert.deepEqual(await kinds(), ['scaffolded', 'attempt']);
  });

  it('brings a deleted file back', async () => {
    await write('mine');
    await app.check(attempt);
    const last = (await app.history(attempt)).moments.at(-1);
    await folder.move(file, 'elsewhere.ts');
    assert.deepEqual((await app.restore(attempt, last?.id ?? '')).changed, [file]);
    assert.equal(await folder.read(file), 'mine');
  });

  it("writes the learner's files only", async () => {
    const [scaffolded] = (await app.history(attempt)).moments;
    await folder.write('kit/index.ts', 'my kit');
    await write('mine');
    assert.deepEqual((await app.restore(attempt, scaffolded?.id ?? '')).changed, [file]);
    assert.equal(await folder.read('kit/index.ts'), 'my kit');
    assert.equal(await folder.read(file), starter);
  });

  it('undoes a reset, and redoes it', async () => {
    await write('mine');
    await app.reset(attempt);
    for (const text of ['mine', starter, 'mine', starter]) {
      await app.undo(attempt);
      assert.equal(await folder.read(file), text);
    }
  });

  it('keeps what was written since the reset that it undoes', async () => {
    await write('mine');
    await app.reset(attempt);
    await write('written since');
    const { kept } = await app.undo(attempt);
    assert.equal(await folder.read(file), 'mine');
    assert.deepEqual(await app.moment(attempt, kept ?? ''), [{ path: file, text: 'written since' }]);
  });

  it('undoes the write that is meant, and no later one', async () => {
    await write('mine');
    const reset = await app.reset(attempt);
    const undone = await app.undo(attempt, reset.kept);
    const before = await app.history(attempt);
    await write('written since');
    const stale = () => app.undo(attempt, reset.kept);
    assert.match(await refusal('changed-since', stale), /^Nothing was changed: .* again since then/);
    assert.equal(await folder.read(file), 'written since');
    assert.deepEqual(await app.history(attempt), before);
    await app.undo(attempt, undone.kept);
    assert.equal(await folder.read(file), starter);
  });

  it('undoes a write after which the code was checked', async () => {
    await write('mine');
    const { kept } = await app.reset(attempt);
    await app.check(attempt);
    await app.undo(attempt, kept);
    assert.equal(await folder.read(file), 'mine');
  });

  it('is refused where there is nothing to undo, and writes nothing', async () => {
    await write('mine');
    assert.match(await refusal('no-moment', () => app.undo(attempt)), /^There is nothing to undo/);
    assert.deepEqual(await kinds(), ['scaffolded']);
  });

  it('writes nothing when what is there cannot be kept', async () => {
    await write('first');
    await app.check(attempt);
    await write('second');
    const last = (await app.history(attempt)).moments.at(-1);
    const failing: Folder = {
      ...folder,
      write: async () => {
        throw new Error('the disk is full');
      },
    };
    await assert.rejects(app.restore({ ...attempt, folder: failing }, last?.id ?? ''), /the disk is full/);
    assert.equal(await folder.read(file), 'second');
  });
});
