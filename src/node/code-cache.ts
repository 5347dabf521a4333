import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire, wrap } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder } from './environment';
import { removeUnused } from './remove-unused';
import { writeWhole } from './write-whole';

/**
 * Where this user's compiled code is kept. What lies there is run, so it is a folder that nobody else can write to; where there is
 * none, nothing is kept.
 */
const defaultFolder = (): string | undefined => {
  const cache = cacheFolder();
  return cache && join(cache, 'code');
};

/** A bundle of ours that was loaded, and the code that V8 has compiled for it. */
export interface LoadedBundle {
  readonly exports: unknown;
  /** Keeps what was compiled so far for the next process. Does so once, and not when the last one's was of use. Never fails. */
  readonly keepCode: () => Promise<void>;
}

type Wrapper = (
  exports: unknown,
  require: NodeJS.Require,
  module: unknown,
  file: string,
  folder: string,
) => void;

/**
 * Loads a CommonJS bundle with the machine code that V8 compiled for it in an earlier process, if there was one: for a large
 * bundle that takes a third of the time. Code of another runtime, or for another build of the bundle, is not used.
 */
export async function loadBundle(file: string, folder = defaultFolder()): Promise<LoadedBundle> {
  const [source, { size, mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
  const identity = [file, size, mtimeMs, process.version, process.versions.v8, process.arch].join('\n');
  const prefix = `${basename(file)}-${shortHash(file)}-`;
  const cacheFile = folder && join(folder, `${prefix}${shortHash(identity)}`);
  const cachedData = cacheFile && (await readFile(cacheFile).catch(() => undefined));
  const script = new Script(wrap(source), { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} as unknown };
  const run = script.runInThisContext() as Wrapper;
  run(module.exports, createRequire(file), module, file, dirname(file));
  let kept = script.cachedDataRejected === false;
  return {
    exports: module.exports,
    keepCode: async () => {
      if (kept || !folder || !cacheFile) return;
      kept = true;
      await keep(script, folder, prefix, cacheFile).catch(() => undefined);
    },
  };
}

/** Writes the code and removes that of earlier builds and runtimes, and of bundles that are gone. */
async function keep(script: Script, folder: string, prefix: string, cacheFile: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(cacheFile, script.createCachedData());
  const before = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  const replaced = before.map((name) => join(folder, name)).filter((file) => file !== cacheFile);
  await Promise.all(replaced.map((file) => rm(file, { force: true })));
  await removeUnused(folder);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
