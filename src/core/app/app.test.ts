import assert from 'node:assert/strict';
import { casesThat } from '../../../test/check/support/case-runners';
import { judgeSaying, judgeThatWaits } from '../../../test/check/support/judges';
import { adderManifest, memoryPack, replacing } from '../../../test/check/support/packs';
import { copiedHistory } from '../../../test/check/support/histories';
import { refusal } from '../../../test/check/support/refusal';
import { parseYaml } from '../../node/parse-yaml';
import { createApp, type App, type Attempt } from './app';
import { loadCatalog } from '../catalog/load-catalog';
import type { Judge } from '../check/judge';
import { memoryFolder } from '../memory-folder';
import type { Folder } from '../ports';
import { stateOf } from '../progress/progress';
import { progressPath } from '../progress/progress-file';
import type { Notice } from '../notice';

let now = 1_000;
let folder: Folder;
let attempt: Attempt;
let notices: Notice[];

async function appWith(typescript: Judge = judgeSaying('passed')): Promise<App> {
  const pack = await memoryPack();
  const clock = { now: () => ++now };
  const onNotice = (notice: Notice) => notices.push(notice);
  const other = judgeSaying('failed');
  return createApp({
    pack,
    readCatalog: () => loadCatalog(pack, parseYaml),
    clock,
    historyOf: copiedHistory,
    judges: { typescript, go: other, sql: other, yaml: other, markdown: other },
    readStories: async () => [],
    caseRunners: casesThat('pass'),
    onNotice,
  });
}

const stateNow = async (app: App): Promise<string> => stateOf(await app.progress(folder), 'adder');

beforeEach(() => {
  now = 1_000;
  notices = [];
  folder = memoryFolder('the course', []);
  attempt = { folder, id: 'adder', language: 'typescript' };
});

describe('starting an exercise', () => {
  it('scaffolds it and remembers that', async () => {
    const app = await appWith();
    assert.equal(await stateNow(app), 'new');
    assert.ok((await app.start(attempt)).written.includes('pkg/sum/sum.ts'));
    assert.equal(await stateNow(app), 'started');
  });

  it('is refused for an exercise that the course does not have, and changes nothing', async () => {
    const app = await appWith();
    await refusal('unknown-exercise', () => app.start({ ...attempt, id: 'nothing' }));
    assert.deepEqual(await folder.list(''), []);
  });
});

describe('checking a solution', () => {
  it('is refused before the exercise was started, with the way to start it', async () => {
    const message = await refusal('not-started', async () => (await appWith()).check(attempt));
    assert.match(message, /^"adder" has not been started in typescript in the course\. Start it first/);
  });

  it('reports the verdict and remembers it', async () => {
    const app = await appWith(judgeSaying('failed'));
    await app.start(attempt);
    assert.equal((await app.check(attempt)).verdict, 'failed');
    assert.equal(await stateNow(app), 'failing');
  });

  it('remembers it beside what somebody wrote into the file since', async () => {
    const app = await appWith();
    await app.start(attempt);
    const byHand = { formatVersion: 1, note: 'by hand', exercises: { other: { tracks: {}, hints: 2 } } };
    await folder.exclusively(progressPath, async () => {
      assert.equal((await app.check(attempt)).verdict, 'passed');
      await folder.write(progressPath, JSON.stringify(byHand));
    });
    const { exercises, ...others } = await app.progress(folder);
    assert.deepEqual(others, { formatVersion: 1, note: 'by hand', ticks: {} });
    assert.equal(exercises['other']?.hints, 2);
    assert.equal(await stateNow(app), 'production-ready');
  });

  it('tells how many checks passed the time before, until a reset', async () => {
    const verdicts = ['failed', 'passed', 'passed', 'passed'] as const;
    let run = 0;
    const app = await appWith({
      judge: (...given) => judgeSaying(verdicts[run++] ?? 'failed').judge(...given),
    });
    await app.start(attempt);
    const before = async (): Promise<number | undefined> => (await app.check(attempt)).passedBefore;
    assert.deepEqual([await before(), await before(), await before()], [undefined, 0, 2]);
    await app.reset(attempt);
    assert.equal(await before(), undefined);
  });

  it('tells what happens while it happens', async () => {
    const app = await appWith();
    await app.start(attempt);
    const heard: string[] = [];
    await app.check(attempt, { onEvent: (event) => heard.push(event.type) });
    assert.deepEqual(heard, ['check-ended', 'check-ended', 'ended']);
  });

  it('can be cancelled, and then changes no progress', async () => {
    const app = await appWith(judgeThatWaits());
    await app.start(attempt);
    const before = await folder.read(progressPath);
    const stop = new AbortController();
    const report = app.check(attempt, { signal: stop.signal });
    stop.abort();
    assert.equal((await report).reason?.code, 'cancelled');
    assert.equal(await folder.read(progressPath), before);
  });

  it('can be cancelled before it begins', async () => {
    const app = await appWith(judgeThatWaits());
    await app.start(attempt);
    assert.equal((await app.check(attempt, { signal: AbortSignal.abort() })).reason?.code, 'cancelled');
  });

  it("takes nobody's place when it was cancelled before it began", async () => {
    const waiting = judgeThatWaits();
    const app = await appWith(waiting);
    await app.start(attempt);
    const stop = new AbortController();
    const running = app.check(attempt, { signal: stop.signal });
    const late = await app.check(attempt, { signal: AbortSignal.abort() });
    assert.equal(late.reason?.code, 'cancelled');
    assert.equal(waiting.working(), 1);
    stop.abort();
    assert.equal((await running).reason?.code, 'cancelled');
  });

  it('supersedes a running check of the same attempt, and begins when that one is over', async () => {
    const waiting = judgeThatWaits();
    let calls = 0;
    const app = await appWith({
      judge: (...request) => {
        if (++calls === 1) return waiting.judge(...request);
        assert.equal(waiting.working(), 0, 'the first run is over');
        return judgeSaying('passed').judge(...request);
      },
    });
    await app.start(attempt);
    const first = app.check(attempt);
    while (waiting.working() === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = app.check(attempt);
    assert.deepEqual([(await first).verdict, (await first).reason?.code], ['unchecked', 'superseded']);
    assert.equal((await second).verdict, 'passed');
    assert.equal(await stateNow(app), 'production-ready');
  });

  it('leaves a running check of the same exercise in another folder, or language, alone', async () => {
    const waiting = judgeThatWaits();
    const app = await appWith(waiting);
    const elsewhere = { ...attempt, folder: memoryFolder('another course', []) };
    const inGo = { ...attempt, language: 'go' as const };
    for (const one of [attempt, elsewhere, inGo]) await app.start(one);
    const stop = new AbortController();
    const reports = [attempt, elsewhere].map((one) => app.check(one, { signal: stop.signal }));
    assert.equal((await app.check(inGo)).verdict, 'failed');
    while (waiting.working() < 2) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    for (const report of reports) assert.equal((await report).reason?.code, 'cancelled');
  });
});

describe('a progress file', () => {
  const withProgress = (text: string) => memoryFolder('the course', [{ path: progressPath, text }]);

  it('of a later version refuses everything that would write to it before anything is changed or run', async () => {
    folder = withProgress('{ "formatVersion": 2 }');
    await folder.write('pkg/sum/sum.ts', 'mine');
    let runs = 0;
    const app = await appWith({
      judge: async (...request) => (runs++, judgeSaying('passed').judge(...request)),
    });
    for (const request of [app.start, app.check, app.reset])
      await refusal('newer-format', () => request({ ...attempt, folder }));
    await refusal('newer-format', () => app.nextHint(folder, 'adder'));
    assert.equal(runs, 0);
    const names = (await folder.list('')).map(({ name }) => name);
    assert.deepEqual(names, ['.codealong', 'pkg']);
    assert.equal(await folder.read('pkg/sum/sum.ts'), 'mine');
  });

  it('that is corrupt counts as none, and the learner hears it once', async () => {
    folder = withProgress('{');
    const app = await appWith();
    assert.equal(await stateNow(app), 'new');
    assert.equal(await stateNow(app), 'new');
    assert.deepEqual(
      notices.map(({ path, location }) => [path, location]),
      [[progressPath, 'the course']],
    );
    assert.match(notices[0]?.message ?? '', /progress\.json in the course can't be understood/);
  });

  it('that is corrupt is set aside by what comes next, and the learner hears where it is', async () => {
    folder = withProgress('{');
    const app = await appWith();
    await app.start({ ...attempt, folder });
    assert.equal(await stateNow(app), 'started');
    const [notice, ...others] = notices;
    assert.deepEqual(others, []);
    assert.equal(await folder.read(notice?.path ?? ''), '{');
    assert.match(
      notice?.message ?? '',
      /progress\.json in the course could not be understood, so your progress starts over/,
    );
  });
});

describe('resetting', () => {
  it('puts the starter back and keeps what was there', async () => {
    const app = await appWith();
    await app.start(attempt);
    await folder.write('pkg/sum/sum.ts', 'mine');
    const { restored, kept } = await app.reset(attempt);
    assert.deepEqual(restored, ['pkg/sum/sum.ts']);
    assert.deepEqual(await app.moment(attempt, kept ?? ''), [{ path: 'pkg/sum/sum.ts', text: 'mine' }]);
  });

  it('is refused before the exercise was started', async () => {
    await refusal('not-started', async () => (await appWith()).reset(attempt));
  });
});

describe('the catalog', () => {
  it('is read once, and again after a reload', async () => {
    const pack = await memoryPack();
    const judge = judgeSaying('passed');
    const judges = { typescript: judge, go: judge, sql: judge, yaml: judge, markdown: judge };
    const app = createApp({
      pack,
      readCatalog: () => loadCatalog(pack, parseYaml),
      clock: { now: () => 0 },
      historyOf: copiedHistory,
      judges,
      readStories: async () => [],
      caseRunners: casesThat('pass'),
    });
    const title = async () => (await app.exercise('adder')).manifest.title;
    assert.equal(await title(), 'Adder');
    await pack.write(
      adderManifest,
      replacing('title: Adder', 'title: Summer')(await pack.read(adderManifest)),
    );
    assert.equal(await title(), 'Adder');
    app.reload();
    assert.equal(await title(), 'Summer');
  });
});
