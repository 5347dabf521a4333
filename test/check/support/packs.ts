import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { loadCatalog } from '../../../src/core/catalog/load-catalog';
import type { Language } from '../../../src/core/catalog/manifest';
import { loadSolutions } from '../../../src/core/verify/solutions';
import { exerciseOf, type Exercise } from '../../../src/core/catalog/catalog';
import { memoryFolder } from '../../../src/core/memory-folder';
import type { Folder } from '../../../src/core/ports';
import { filesBelow } from '../../../src/core/files-below';
import { diskFolder } from '../../../src/node/disk-folder';
import { parseYaml } from '../../../src/node/parse-yaml';

/** The tiny pack with one exercise, `adder`. */
export const fixturePack = join(__dirname, '../../fixtures/pack');
export const adderManifest = 'week-01/adder/exercise.yaml';

/** What a test changes in a pack: a new text, what becomes of the old one, or `null` to leave the file out. */
export type PackChanges = Readonly<Record<string, string | ((old: string) => string) | null>>;

/** The fixture in memory, with changes. */
export async function memoryPack(changes: PackChanges = {}): Promise<Folder> {
  return memoryFolder('the pack', await changedFiles(changes));
}

/** The fixture written to a folder on disk, with changes. */
export async function diskPack(location: string, changes: PackChanges = {}): Promise<Folder> {
  for (const { path, text } of await changedFiles(changes)) {
    await mkdir(dirname(join(location, path)), { recursive: true });
    await writeFile(join(location, path), text);
  }
  return diskFolder(location);
}

/** A change that replaces one piece of a text, and fails when that piece is not there. */
export function replacing(piece: string, by: string): (old: string) => string {
  return (old) => {
    assert.ok(old.includes(piece), `the fixture has no ${JSON.stringify(piece)} any more`);
    return old.replace(piece, () => by);
  };
}

/** The exercise `adder` of a pack. */
export async function adderOf(pack: Folder): Promise<Exercise> {
  return exerciseOf(await loadCatalog(pack, parseYaml), 'adder');
}

/** The learner's file of the fixture's wrong solution in a language. */
export async function wrongSum(language: Language): Promise<string> {
  const pack = diskFolder(fixturePack);
  const { solutions } = await loadSolutions(pack, await adderOf(pack));
  const wrong = solutions.find((one) => one.language === language && one.role === 'wrong');
  return wrong?.files.find(({ path }) => path.startsWith('pkg/sum/'))?.text ?? assert.fail('it has none');
}

const readFixture = () => filesBelow(diskFolder(fixturePack), '');
let fixture: ReturnType<typeof readFixture> | undefined;

async function changedFiles(changes: PackChanges) {
  const files = new Map((await (fixture ??= readFixture())).map(({ path, text }) => [path, text]));
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) assert.ok(files.delete(path), `the fixture has no ${path} any more`);
    else files.set(path, typeof change === 'string' ? change : change(files.get(path) ?? ''));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}
