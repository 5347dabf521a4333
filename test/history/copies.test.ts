import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '../check/support/refusal';
import { useTempFolder } from '../check/support/temp-folder';
import { withGit, withoutGit, withVariables } from './support/environment';
import { assertRoundTrip, attemptWith, historyIn, textsOf, track } from './support/moments';

describe('a history where git does not serve', function () {
  this.timeout(60_000);
  const temp = useTempFolder();
  const course = (): string => join(temp(), 'course');

  it('is kept as plain copies, and says why', () =>
    withoutGit(temp(), async () => {
      const history = historyIn(course());
      const why = 'git is not on this machine: plain copies are kept.';
      assert.deepEqual(await history.keeper(), { kind: 'copies', why });
      await assertRoundTrip(history, [
        { path: 'pkg/größe "in" %23 #1.ts', text: '\uFEFFStraße — 三\r\nmixed\nends\r' },
        { path: 'empty.ts', text: '' },
      ]);
      await history.save(track, attemptWith('second'));
      assert.equal((await textsOf(history)).at(-1), 'second');
    }));

  it('loses nothing when many keep at once', () =>
    withoutGit(temp(), async () => {
      const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
      await Promise.all(texts.map((text) => historyIn(course()).save(track, attemptWith(text))));
      assert.deepEqual([...(await textsOf(historyIn(course())))].sort(), [...texts].sort());
    }));

  const broken: readonly (readonly [what: string, script: string, why: RegExp])[] = [
    ['a git that cannot run', 'exit 127', /^git on this machine does not work: plain copies are kept\.$/],
    ['something else called git', 'echo hello', /^git on this machine does not work/],
    [
      'a git that fails when it matters',
      'case "$*" in *version*) exec "$REAL_GIT" "$@";; esac; echo "out of order" >&2; exit 1',
      /^git failed \(.*out of order.*\): plain copies are kept\.$/,
    ],
  ];
  for (const [what, script, why] of broken) {
    it(`is kept as plain copies by ${what}`, () =>
      withGit(temp(), script, async () => {
        const history = historyIn(course());
        await assertRoundTrip(history, attemptWith('kept').files);
        const keeper = await history.keeper();
        assert.match(keeper.kind === 'copies' ? keeper.why : '', why);
      }));
  }

  it('is told together with what git keeps when git comes, and when it goes again', async () => {
    await withoutGit(temp(), () => historyIn(course()).save(track, attemptWith('copied', 1)));
    const history = historyIn(course());
    await history.save(track, attemptWith('committed', 2));
    assert.deepEqual(await history.keeper(), { kind: 'git' });
    assert.deepEqual(await textsOf(history), ['copied', 'committed']);
    await withoutGit(temp(), () => historyIn(course()).save(track, attemptWith('copied again', 3)));
    await history.save(track, attemptWith('committed again', 4));
    assert.deepEqual(await textsOf(history), ['copied', 'committed', 'copied again', 'committed again']);
  });

  it('finds a git that was installed meanwhile, without a new start', async () => {
    const history = historyIn(course());
    await withoutGit(temp(), async () => assert.equal((await history.keeper()).kind, 'copies'));
    assert.deepEqual(await history.keeper(), { kind: 'git' });
  });

  it('is kept by git also when the folder for temporary files is gone', () =>
    withVariables({ TMPDIR: join(temp(), 'gone') }, async () => {
      assert.deepEqual(await historyIn(course()).keeper(), { kind: 'git' });
    }));

  it('passes over a copy that cannot be understood', () =>
    withoutGit(temp(), async () => {
      const history = historyIn(course());
      await history.save(track, attemptWith('one'));
      await writeFile(join(course(), '.codealong/history/copies/adder/typescript/000002-x.json'), '{ "kind"');
      await history.save(track, attemptWith('two'));
      assert.deepEqual(await textsOf(history), ['one', 'two']);
    }));

  it('is refused, with the reason, when neither can keep anything', async () => {
    await mkdir(join(course(), '.codealong'), { recursive: true });
    await writeFile(join(course(), '.codealong/history'), 'a file in the way');
    const message = await refusal('not-writable', () => historyIn(course()).save(track, attemptWith('text')));
    assert.match(message, /^\.codealong\/history\/copies\/.* a file is in the way of a folder/);
    assert.deepEqual((await readdir(join(course(), '.codealong'))).sort(), ['.gitignore', 'history']);
  });
});
