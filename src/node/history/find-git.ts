import { join, parse } from 'node:path';
import { noAnswer, type GitIn } from './run-git';

/** Why git can't keep a history here; `undefined` when it can. */
export type FindGit = () => Promise<string | undefined>;

const missing = 'git is not on this machine: plain copies are kept.';
const unstarted = 'git could not be started: plain copies are kept.';
const silent = `${noAnswer}: plain copies are kept.`;
const broken = 'git on this machine does not work: plain copies are kept.';

/** A folder that is there whatever else is not. */
const { root } = parse(process.execPath);

/** Asks the machine for git, once; but a git that is not there may still be installed, and one that could not be started may be later. */
export function gitFinder(gitIn: GitIn): FindGit {
  let found: Promise<string | undefined> | undefined;
  return async () => {
    const why = await (found ??= askForGit(gitIn));
    if (why === missing || why === unstarted) found = undefined;
    return why;
  };
}

async function askForGit(gitIn: GitIn): Promise<string | undefined> {
  try {
    const version = await gitIn(join(root, 'no-repository'), root)(['version']);
    return version.startsWith('git version') ? undefined : broken;
  } catch (error) {
    const text = String(error);
    if (/ENOENT/.test(text)) return missing;
    if (/could not be started|EMFILE|ENFILE|EAGAIN|ENOMEM/.test(text)) return unstarted;
    return text.includes(noAnswer) ? silent : broken;
  }
}
