import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFolder } from '../../src/node/disk-folder';
import { keepPrivate } from '../../src/node/history/keep-private';
import { refusal } from '../check/support/refusal';
import { useTempFolder } from '../check/support/temp-folder';
import { withGit, withVariables } from './support/environment';
import {
  hostileRepository,
  hostileSettings,
  learnerGit,
  markingProgram,
  signLatest,
  stateOf,
} from './support/learner-repository';
import { assertRoundTrip, attemptWith, historyIn, track } from './support/moments';

const files = [
  { path: 'pkg/sum/sum.ts', text: '\uFEFF$Id$ Straße — 三\r\nmixed\nends\r' },
  { path: 'pkg/größe "in" %23 #1.ts', text: '' },
];

describe("the history beside a learner's repository", function () {
  this.timeout(60_000);
  const temp = useTempFolder();
  let root = '';
  let [program, mark] = ['', ''];

  beforeEach(async () => {
    root = join(temp(), 'their "own" Köln #1 100%25');
    await mkdir(root);
    ({ program, mark } = markingProgram(temp()));
    hostileRepository(root, program);
  });

  /** Uses the history of a folder in the repository, and asserts that the repository notices nothing. */
  async function assertUnnoticed(folder: string): Promise<void> {
    await keepPrivate(diskFolder(folder));
    const before = stateOf(root);
    const history = historyIn(folder);
    for (let count = 0; count < 3; count++) await assertRoundTrip(history, files);
    assert.deepEqual(await history.keeper(), { kind: 'git' });
    assert.deepEqual(stateOf(root), before);
    assert.ok(!existsSync(mark), 'nothing of theirs was run');
  }

  it('changes no byte of it and runs nothing of it', () => assertUnnoticed(root));

  it('changes no byte of it from a folder further down', async () => {
    await mkdir(join(root, 'courses/mine'), { recursive: true });
    await assertUnnoticed(join(root, 'courses/mine'));
  });

  it('reads no settings of the user: signing, hooks, templates, aliases, filters', async () => {
    const global = join(temp(), 'gitconfig');
    const templates = join(temp(), 'templates');
    await cp(join(root, '.git/hooks'), join(templates, 'hooks'), { recursive: true });
    const settings = [
      ...hostileSettings(program),
      ['init.templateDir', templates],
      ['core.hooksPath', join(templates, 'hooks')],
      ['core.attributesFile', join(root, '.git/info/attributes')],
    ] as const;
    for (const [key, value] of settings) learnerGit(root, 'config', '--file', global, key, value);
    await writeFile(join(temp(), '.gitconfig'), `[include]\n\tpath = ${global}\n`);
    await withVariables(
      { GIT_CONFIG_GLOBAL: global, GIT_CONFIG_SYSTEM: global, HOME: temp(), XDG_CONFIG_HOME: temp() },
      () => assertUnnoticed(root),
    );
  });

  it('is not led astray by variables of a git that runs us, for example in a hook', async () => {
    const git = join(root, '.git');
    const variables = {
      GIT_DIR: git,
      GIT_WORK_TREE: root,
      GIT_INDEX_FILE: join(git, 'index'),
      GIT_OBJECT_DIRECTORY: join(git, 'objects'),
      GIT_NAMESPACE: 'theirs',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.hooksPath',
      GIT_CONFIG_VALUE_0: join(git, 'hooks'),
      GIT_EXTERNAL_DIFF: program,
      EDITOR: program,
    };
    await withVariables(variables, () => assertUnnoticed(root));
  });

  it('serves where git takes the folder to belong to somebody else', async () => {
    const suspicious = 'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "$REAL_GIT" "$@"';
    await withGit(temp(), suspicious, async () => {
      assert.throws(() => learnerGit(root, 'status'), /dubious ownership/);
    });
    await withGit(temp(), suspicious, async () => {
      const history = historyIn(root);
      await assertRoundTrip(history, files);
      assert.deepEqual(await history.keeper(), { kind: 'git' });
    });
  });

  it('runs nothing that a directory of somebody else asks for', async () => {
    await assertRoundTrip(historyIn(root), files);
    const directory = join(root, '.codealong/history/moments.git');
    await cp(join(root, '.git/hooks'), join(directory, 'hooks'), { recursive: true });
    for (const [key, value] of hostileSettings(program))
      learnerGit(root, 'config', '--file', join(directory, 'config'), key, value);
    signLatest(directory, 'adder/typescript');
    await assertRoundTrip(historyIn(root), files);
    assert.ok(!existsSync(mark));
    execFileSync(
      'git',
      ['--git-dir', directory, 'show', '--no-patch', '--show-signature', 'adder/typescript~'],
      { stdio: 'ignore' },
    );
    assert.ok(existsSync(mark), 'git itself would have run it');
  });

  it('follows no link that leads out of the folder', async () => {
    await mkdir(join(temp(), 'elsewhere'));
    await mkdir(join(root, '.codealong'));
    await symlink(join(temp(), 'elsewhere'), join(root, '.codealong/history'));
    await refusal('outside-folder', () => historyIn(root).save(track, attemptWith('text')));
    assert.deepEqual(await readdir(join(temp(), 'elsewhere')), []);
  });

  it('stays out of their commits, and leaves progress in', async () => {
    const history = historyIn(root);
    await assertRoundTrip(history, files);
    await writeFile(join(root, '.codealong/progress.json'), '{}');
    await writeFile(join(root, '.codealong/progress.corrupt-1.json'), '{}');
    learnerGit(root, 'config', '--unset', 'filter.lfs.required');
    const shown = learnerGit(root, 'status', '--porcelain', '--untracked-files=all', '--', '.codealong');
    assert.equal(shown, '?? .codealong/.gitignore\n?? .codealong/progress.json\n');
  });
});
