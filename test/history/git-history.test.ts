import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitStream } from '../../src/node/history/commit-stream';
import { gitOfMachine } from '../../src/node/history/run-git';
import { refusal } from '../check/support/refusal';
import { useTempFolder } from '../check/support/temp-folder';
import { withGit } from './support/environment';
import { assertRoundTrip, attemptWith, historyIn, textsOf, track } from './support/moments';

describe('a history kept by git', function () {
  this.timeout(60_000);
  const temp = useTempFolder();
  const directory = (...below: readonly string[]): string =>
    join(temp(), '.codealong/history/moments.git', ...below);

  const texts: readonly (readonly [what: string, text: string])[] = [
    ['Windows line ends', 'one\r\ntwo\r\n'],
    ['mixed line ends and none at the end', 'one\r\ntwo\nthree\rfour'],
    ['a byte order mark', '\uFEFFone\n'],
    ['other scripts and emoji', 'Straße, Ελλάδα, 世界, 🦊\n'],
    ['what git uses to separate', 'data 5\nfrom 0\ndone\n\0\u0001tail\0'],
    ['nothing', ''],
    ['a megabyte', 'x'.repeat(1024 * 1024)],
  ];
  for (const [what, text] of texts) {
    it(`gives back ${what}, byte for byte`, () =>
      assertRoundTrip(historyIn(temp()), [{ path: 'pkg/sum/sum.ts', text }]));
  }

  it('takes paths as they are', () =>
    assertRoundTrip(
      historyIn(temp()),
      ['two words.ts', `it's "quoted".ts`, 'back\\slash.ts', '#1 100%25.ts', 'Größe 世界.ts', '-dash.ts'].map(
        (path) => ({ path: `in ${path}/${path}`, text: path }),
      ),
    ));

  it('can be told by git itself, and is sound', async () => {
    const history = historyIn(temp());
    await history.save(track, attemptWith('one'));
    await history.save(track, { kind: 'before-reset', at: 2_000, files: attemptWith('two').files });
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['--git-dir', directory(), ...args], { encoding: 'utf8' });
    assert.equal(git('log', '--format=%s %at', 'adder/typescript'), 'before-reset 2\nattempt 1\n');
    assert.equal(git('show', 'adder/typescript:pkg/sum/sum.ts'), 'two');
    git('fsck', '--strict');
  });

  it('keeps facts, and the tracks apart', async () => {
    const history = historyIn(temp());
    await history.save(track, attemptWith('one', 5_123));
    await history.save({ ...track, language: 'go' }, attemptWith('two'));
    const [moment, ...others] = await history.list(track);
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...moment, id: '' },
      {
        id: '',
        kind: 'attempt',
        at: 5_123,
        outcome: { verdict: 'failed', passed: 1, total: 2 },
        paths: ['pkg/sum/sum.ts'],
      },
    );
  });

  it('is empty, and writes nothing, where nothing was kept', async () => {
    assert.deepEqual(await historyIn(temp()).list(track), []);
    assert.deepEqual(await readdir(temp()), []);
  });

  it('loses nothing when many keep at once, from the very first on', async () => {
    const wanted = Array.from({ length: 6 }, (_, one) => [`${one} a`, `${one} b`, `${one} c`]);
    await Promise.all(
      wanted.map(async (mine) => {
        const history = historyIn(temp());
        for (const text of mine) await history.save(track, attemptWith(text));
        assert.deepEqual(await history.keeper(), { kind: 'git' });
      }),
    );
    const kept = await textsOf(historyIn(temp()));
    assert.deepEqual([...kept].sort(), wanted.flat());
    for (const mine of wanted)
      assert.deepEqual(
        kept.filter((text) => mine.includes(text)),
        mine,
      );
    assert.deepEqual(await readdir(join(temp(), '.codealong/history')), ['moments.git']);
  });

  it('is what it was when git is killed before the last word reached it, wherever that is', async () => {
    const history = historyIn(temp());
    await history.save(track, attemptWith('before'));
    const [before] = await history.list(track);
    const stream = commitStream('refs/heads/adder/typescript', before?.id, attemptWith('lost\n'));
    const git = gitOfMachine()(directory());
    const ends = [...stream.matchAll(/\n/g)].map(({ index }) => index).slice(0, -1);
    for (const end of ends) await assert.rejects(git(['fast-import', '--quiet'], stream.slice(0, end)));
    assert.ok(ends.length > 10);
    assert.deepEqual(await history.list(track), [before]);
    await history.save(track, attemptWith('after'));
    assert.deepEqual(await textsOf(history), ['before', 'after']);
  });

  it('goes on after a git that was killed with the branch in its hands', async () => {
    const history = historyIn(temp());
    await history.save(track, attemptWith('before'));
    const lock = directory('refs/heads/adder/typescript.lock');
    await writeFile(lock, '');
    await utimes(lock, 1, 1);
    await history.save(track, attemptWith('after'));
    assert.deepEqual(await textsOf(history), ['before', 'after']);
    assert.deepEqual(await history.keeper(), { kind: 'git' });
  });

  it('sweeps what killed processes left, and nothing that somebody may still be working on', async () => {
    await historyIn(temp()).save(track, attemptWith('before'));
    const left = [
      '../moments.git.0a',
      'objects/ab/tmp_obj_x1',
      'objects/pack/tmp_pack_y2',
      'fast_import_crash_7',
    ];
    const inUse = left.map((name) => `${name}9`);
    for (const name of [...left, ...inUse]) {
      await mkdir(join(directory(name), '..'), { recursive: true });
      await writeFile(directory(name), '');
    }
    for (const name of left) await utimes(directory(name), 1, 1);
    const history = historyIn(temp());
    await history.save(track, attemptWith('after'));
    const there = [...left, ...inUse].filter((name) => existsSync(directory(name)));
    assert.deepEqual(there, inUse);
    assert.deepEqual(await textsOf(history), ['before', 'after']);
  });

  it('leaves what a killed repack named only for a while: git reads it, and it may be all there is', async () => {
    await historyIn(temp()).save(track, attemptWith('before'));
    const git = gitOfMachine()(directory());
    await git(['repack', '-d', '--quiet']);
    for (const name of await readdir(directory('objects/pack'))) {
      const temporary = directory('objects/pack', `.tmp-7-${name}`);
      await rename(directory('objects/pack', name), temporary);
      await utimes(temporary, 1, 1);
    }
    const history = historyIn(temp());
    await history.save(track, attemptWith('after'));
    assert.deepEqual(await textsOf(history), ['before', 'after']);
  });

  it('has git pack the objects when they are many, at the first save of a process', async () => {
    await historyIn(temp()).save(track, attemptWith('before'));
    const files = Array.from({ length: 2_100 }, (_, index) => ({ path: `${index}.ts`, text: `${index}` }));
    const git = gitOfMachine()(directory());
    const many = commitStream('refs/heads/other/go', undefined, { kind: 'before-reset', at: 1_000, files });
    await git(['-c', 'fastimport.unpackLimit=10000', 'fast-import', '--quiet'], many);
    const loose = async (): Promise<number> => Number.parseInt(await git(['count-objects']), 10);
    assert.ok((await loose()) > 2_100);
    const history = historyIn(temp());
    await history.save(track, attemptWith('after'));
    assert.ok((await loose()) < 10);
    await git(['fsck', '--strict']);
    assert.deepEqual(await textsOf(history), ['before', 'after']);
    const [other] = await history.list({ id: 'other', language: 'go' });
    assert.ok(other);
    assert.deepEqual(await history.read({ id: 'other', language: 'go' }, other), files);
  });

  it('sees what another window kept since', async () => {
    const [ours, theirs] = [historyIn(temp()), historyIn(temp())];
    await ours.save(track, attemptWith('first'));
    assert.equal((await ours.list(track)).length, 1);
    await theirs.save(track, attemptWith('second'));
    const [, last] = await ours.list(track);
    assert.ok(last);
    assert.deepEqual(await ours.read(track, last), attemptWith('second').files);
    await ours.save(track, attemptWith('third'));
    assert.deepEqual(await ours.list(track), await theirs.list(track));
  });

  it('refuses to give a moment whose content is gone', async () => {
    const history = historyIn(temp());
    await history.save(track, attemptWith('text'));
    const [moment] = await history.list(track);
    assert.ok(moment);
    const message = await refusal('unreadable', () =>
      history.read(track, { ...moment, paths: ['other.ts'] }),
    );
    assert.match(message, /^The history of "adder" can't be read from \.codealong\/history in /);
  });

  it('needs one git process to list moments, one to keep the next, and none to tell of what it kept', async () => {
    await historyIn(temp()).save(track, attemptWith('first'));
    await withGit(temp(), `echo "$*" >> '${temp()}/calls'; exec "$REAL_GIT" "$@"`, async () => {
      const history = historyIn(temp());
      assert.equal((await history.list(track)).length, 1);
      await history.save(track, attemptWith('second'));
      const moments = await history.list(track);
      const [, last] = moments;
      assert.ok(last);
      assert.deepEqual(await history.read(track, last), attemptWith('second').files);
      assert.deepEqual(await historyIn(temp()).list(track), moments);
    });
    const calls = execFileSync('cat', [join(temp(), 'calls')], { encoding: 'utf8' })
      .trim()
      .split('\n');
    assert.deepEqual(
      calls.map((call) => / (version|for-each-ref|log|fast-import) /.exec(call)?.[1]),
      ['log', 'fast-import', 'log'],
    );
  });
});
