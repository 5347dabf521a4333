import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const hookNames = [
  'applypatch-msg',
  'pre-commit',
  'prepare-commit-msg',
  'commit-msg',
  'post-commit',
  'post-checkout',
  'post-index-change',
  'post-rewrite',
  'pre-auto-gc',
  'reference-transaction',
  'fsmonitor-watchman',
];

/** Runs git as the learner would, from any folder, without their hooks or settings getting in the way. */
export function learnerGit(folder: string, ...args: readonly string[]): string {
  const quiet = [
    'core.hooksPath=/dev/null',
    'commit.gpgsign=false',
    'core.fsmonitor=false',
    'filter.lfs.clean=cat',
    'filter.lfs.required=false',
  ];
  return execFileSync('git', [...quiet.flatMap((setting) => ['-c', setting]), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_AUTHOR_NAME: 'Learner',
      GIT_AUTHOR_EMAIL: 'learner@example.org',
      GIT_COMMITTER_NAME: 'Learner',
      GIT_COMMITTER_EMAIL: 'learner@example.org',
    },
  });
}

/** A program that leaves a mark in the folder when it is run, and fails. Gives its path and that of the mark. */
export function markingProgram(folder: string): { readonly program: string; readonly mark: string } {
  const program = join(folder, 'mark.sh');
  const mark = join(folder, 'was-run');
  write(program, `#!/bin/sh\necho "$0 $*" >> '${mark}'\nexit 1\n`);
  chmodSync(program, 0o755);
  return { program, mark };
}

/**
 * A repository with everything that could get in our way: hooks, signing, filters and line-end rules, an alias, a file
 * monitor, a stash, a staged change, an unstaged one and an ignored file. All of it runs the program.
 */
export function hostileRepository(root: string, program: string): void {
  learnerGit(root, 'init', '--quiet', '--initial-branch=mine');
  for (const name of hookNames) {
    write(join(root, '.git/hooks', name), readFileSync(program, 'utf8'));
    chmodSync(join(root, '.git/hooks', name), 0o755);
  }
  write(join(root, '.gitignore'), 'ignored.txt\n');
  write(join(root, 'committed.txt'), 'one\n');
  learnerGit(root, 'add', '.');
  learnerGit(root, 'commit', '--quiet', '--message=mine');
  write(join(root, 'committed.txt'), 'stashed\n');
  learnerGit(root, 'stash', '--quiet');
  write(join(root, 'committed.txt'), 'not staged\n');
  write(join(root, 'staged.txt'), 'staged\n');
  learnerGit(root, 'add', 'staged.txt');
  write(join(root, 'ignored.txt'), 'ignored\n');
  for (const [key, value] of hostileSettings(program)) learnerGit(root, 'config', key, value);
  write(join(root, '.git/info/attributes'), '* filter=lfs text eol=crlf ident\n');
}

/** Settings that run a program, or change a byte, when somebody's git reads them. */
export function hostileSettings(program: string): readonly (readonly [key: string, value: string])[] {
  return [
    ['commit.gpgsign', 'true'],
    ['tag.gpgsign', 'true'],
    ['gpg.program', program],
    ['core.autocrlf', 'true'],
    ['core.fsmonitor', program],
    ['core.editor', program],
    ['core.pager', program],
    ['filter.lfs.clean', program],
    ['filter.lfs.smudge', program],
    ['filter.lfs.required', 'true'],
    ['alias.log', `!${program}`],
    ['alias.fast-import', `!${program}`],
    ['i18n.commitEncoding', 'latin1'],
    ['i18n.logOutputEncoding', 'latin1'],
    ['log.showSignature', 'true'],
    ['transfer.fsckObjects', 'true'],
    ['core.bare', 'false'],
  ];
}

/** Puts a signature under the latest commit of a branch, which some settings make git verify with a program. */
export function signLatest(directory: string, branch: string): void {
  const git = (input: string, ...args: readonly string[]): string =>
    execFileSync('git', ['--git-dir', directory, ...args], { encoding: 'utf8', input });
  const [head = '', ...message] = git('', 'cat-file', 'commit', branch).split('\n\n');
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n signed\n -----END PGP SIGNATURE-----';
  const signed = git(
    [`${head}\n${signature}`, ...message].join('\n\n'),
    'hash-object',
    '-t',
    'commit',
    '-w',
    '--stdin',
  );
  git('', '-c', 'core.hooksPath=/dev/null', 'update-ref', `refs/heads/${branch}`, signed.trim());
}

/** What must not change: what git says, and every byte in the learner's files and repository. */
export function stateOf(root: string): Readonly<Record<string, string>> {
  const said = {
    status: learnerGit(root, 'status', '--porcelain=v2', '--branch', '--untracked-files=all'),
    refs: learnerGit(root, 'for-each-ref'),
    stash: learnerGit(root, 'stash', 'list'),
    config: learnerGit(root, 'config', '--local', '--list'),
  };
  return { ...said, ...hashes(root) };
}

/** The content of every file that is not ours. */
function hashes(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (path.split('/').includes('.codealong') || !statSync(join(root, path)).isFile()) continue;
    found[path] = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
  }
  return found;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
