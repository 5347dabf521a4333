import { createHash, randomUUID } from 'node:crypto';
import { mkdir, realpath, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../environment';
import { emptyFolder, inEmptyFolder } from '../empty-folder';
import { defaultLimits, postgresLimits } from '../limits';
import { removeUnused } from '../remove-unused';
import { runChild } from '../run-child';
import { permissionFlags, runnerEnvironment } from '../typescript/runner-process';
import { postgresFiles } from './postgres-files';

/** Databases of exercises, ready to begin with. */
export interface Archives {
  /** The file that holds the database which these statements make. Made when it is not there yet, which takes seconds. */
  of(seed: string): Promise<string>;
}

/** Where this user's databases are kept, if anywhere. */
const defaultFolder = (): string | undefined => {
  const cache = cacheFolder();
  return cache && join(cache, 'postgres');
};

/** Keeps databases in the user's cache folder, or for this process alone where there is none. `script` is PostgreSQL's bundle. */
export function archives(script: string, folder = defaultFolder()): Archives {
  const made = new Map<string, Promise<string>>();
  let place: Promise<string> | undefined;
  const makePlace = async (): Promise<string> => {
    if (!folder) return emptyFolder();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return realpath(folder);
  };
  return {
    of: (seed) => {
      const known = made.get(seed);
      if (known) return known;
      place ??= makePlace();
      const making = place.then((where) => archiveIn(where, script, seed));
      made.set(seed, making);
      making.catch(() => made.delete(seed));
      return making;
    },
  };
}

async function archiveIn(folder: string, script: string, seed: string): Promise<string> {
  const program = await realpath(script);
  const { size, mtimeMs } = await stat(program);
  const name = createHash('sha256').update([seed, size, mtimeMs].join('\n')).digest('hex').slice(0, 32);
  const file = join(folder, name);
  if (await isThere(file)) {
    // What is used is not removed as unused.
    await utimes(file, new Date(), new Date()).catch(() => undefined);
    return file;
  }
  const unfinished = join(folder, `${name}-${randomUUID()}`);
  try {
    await make(program, seed, unfinished);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
  await removeUnused(folder);
  return file;
}

async function make(script: string, seed: string, to: string): Promise<void> {
  const end = await inEmptyFolder((cwd) =>
    runChild({
      command: process.execPath,
      args: [...permissionFlags(postgresFiles(dirname(script)), [to]), script],
      cwd,
      env: runnerEnvironment(),
      limits: { ...defaultLimits, ...postgresLimits, timeMs: 60_000 },
      signal: new AbortController().signal,
      work: Promise.resolve({ seed, to }),
    }),
  );
  if (end.code === 0) return;
  const why = end.reason?.message ?? end.output.slice(-1_000);
  throw new Error(`the database of the exercise could not be made: ${why}`);
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
