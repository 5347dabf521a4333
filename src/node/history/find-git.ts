import { join, parse } from 'node:path';
import { gitIn } from './run-git';

/** Why git can't keep a history here; `undefined` when it can. */
export type FindGit = () => Promise<string | undefined>;

const missing = 'git is not on this machine: plain copies are kept.';
const broken = 'git on this machine does not work: plain copies are kept.';

/** A folder that is there whatever else is not. */
const { root } = parse(process.execPath);

/** Asks the machine for git, once; but a git that is not there may still be installed. */
export function gitFinder(): FindGit {
  let found: Promise<string | undefined> | undefined;
  return async () => {
    const why = await (found ??= askForGit());
    if (why === missing) found = undefined;
    return why;
  };
}

async function askForGit(): Promise<string | undefined> {
  try {
    const version = await gitIn(join(root, 'no-repository'), root)(['version']);
    return version.startsWith('git version') ? undefined : broken;
  } catch (error) {
    return /ENOENT/.test(String(error)) ? missing : broken;
  }
}
