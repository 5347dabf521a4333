import { setTimeout } from 'node:timers/promises';
import { passedOn } from '../environment';

/** Runs one git command and gives what it printed. Rejects when it fails, can't be started or does not come to an end. */
export type RunGit = (args: readonly string[], input?: string) => Promise<string>;

/** git in a git directory, run in a folder that is there. */
export type GitIn = (directory: string, cwd?: string) => RunGit;

/** Milliseconds of silence after which a git that hangs is ended. */
const patienceMs = 10_000;

/** Milliseconds after which nobody waits any longer for one that can't even be ended, as on a disk that does not answer. */
const lastMs = 15_000;

/** What a git that hung is known by. */
export const noAnswer = 'git does not answer';

/** Understood by git on every system, also on Windows. */
const nothing = '/dev/null';

/** The committer of every moment: no name of the learner's is needed, asked for or written down. */
const identity = { NAME: 'Code-Along', EMAIL: 'history@codealong.invalid' };

/**
 * Gives the git of this machine. Once it hung it is not run again: who has waited once need not wait at every turn.
 */
export function gitOfMachine(): GitIn {
  let hangs = false;
  return (directory, cwd = directory) => {
    const run = gitIn(directory, cwd);
    return async (args, input) => {
      if (hangs) throw new Error(noAnswer);
      try {
        return await inTime(run(args, input));
      } catch (error) {
        hangs ||= isTimeout(error);
        throw hangs ? new Error(noAnswer, { cause: error }) : error;
      }
    };
  };
}

/**
 * git in a git directory of its own. Neither the machine's nor the learner's configuration reaches it, nor a repository
 * around it: the directory is named, and the environment holds only what is said here. Nor does a directory that came with a
 * folder of somebody else's make it run or fetch anything.
 */
function gitIn(directory: string, cwd: string): RunGit {
  const settings = {
    GIT_DIR: directory,
    GIT_CONFIG_GLOBAL: nothing,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_AUTHOR_NAME: identity.NAME,
    GIT_AUTHOR_EMAIL: identity.EMAIL,
    GIT_COMMITTER_NAME: identity.NAME,
    GIT_COMMITTER_EMAIL: identity.EMAIL,
  };
  return async (args, input) => {
    // Loaded at the first need: whoever only looks at the course never pays for it.
    const { simpleGit } = await import('simple-git');
    const git = simpleGit({
      baseDir: cwd,
      timeout: { block: patienceMs },
      // Its other sign of an end, a while after the exit, would keep our process alive for that while.
      completion: { onClose: true, onExit: false },
      allowEnvironment: Object.keys(settings),
      unsafe: { allowUnsafeConfigPaths: true, allowUnsafeTemplateDir: true, allowUnsafeHooksPath: true },
      config: ['core.filesRefLockTimeout=1000', `core.hooksPath=${nothing}`, 'log.showSignature=false'],
      ...(input !== undefined && { input: () => input }),
    });
    return git.env({ ...machine(), ...settings, LC_ALL: 'C' }).raw([...args]);
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.message === noAnswer || /timeout/.test(error.message));
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = setTimeout(lastMs, undefined, { signal: over.signal }).then(() => {
    throw new Error(noAnswer);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

/** What git needs to be found and to run, and nothing that configures it. */
function machine(): Readonly<Record<string, string>> {
  return passedOn(['PATH', 'SystemRoot', 'TMPDIR', 'TMP', 'TEMP']);
}
