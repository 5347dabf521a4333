import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitIn } from './run-git';

/** Why git can't keep a history here; `undefined` when it can. */
export type FindGit = () => Promise<string | undefined>;

/** Asks the machine for git. Once it was found it is not asked for again; until then it may still be installed. */
export function gitFinder(): FindGit {
  let found: Promise<string | undefined> | undefined;
  return async () => {
    const why = await (found ??= askForGit());
    if (why !== undefined) found = undefined;
    return why;
  };
}

async function askForGit(): Promise<string | undefined> {
  try {
    const version = await gitIn(join(tmpdir(), 'no-repository'), tmpdir())(['version']);
    if (version.startsWith('git version')) return undefined;
  } catch (error) {
    if (/ENOENT/.test(String(error))) return 'git is not on this machine: plain copies are kept.';
  }
  return 'git on this machine does not work: plain copies are kept.';
}
