import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The files that decide what gets installed: a change in any of them asks for a new installation. */
const RECIPE = ['package-lock.json', 'install.ts', 'native-modules.ts'];
const UNFINISHED = '.unfinished-';

export const cacheFolder = path.join(
  process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'),
  'system-design-codealong',
);

/** Where the editor belongs for this recipe, this machine and this Node: compiled modules fit no other. */
export function editorFolder(version: string): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of RECIPE) hash.update(readFileSync(path.join(__dirname, file)));
  return path.join(cacheFolder, `editor-${version}-${hash.digest('hex').slice(0, 12)}`);
}

/** A sibling to work in until the result is complete and can be renamed into place. */
export function unfinished(finished: string): string {
  return `${finished}${UNFINISHED}${process.pid}`;
}

/** Removes what installations left behind that were killed half-way. */
export function sweepUnfinished(): void {
  for (const name of readdirSync(cacheFolder)) {
    const owner = Number(name.split(UNFINISHED)[1]);
    if (owner > 0 && !isAlive(owner)) rmSync(path.join(cacheFolder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
