import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Exercise } from '../../core/catalog/catalog';
import type { Folder } from '../../core/ports';
import { inModule, packModule } from '../../core/scaffold/go-module';
import { languageFor } from './language';
import type { GoSnapshot } from './snapshot';

/** A private Go module with the snapshot in it. The checks are laid over it by `-overlay` and never copied into it. */
export interface GoWorkspace {
  readonly root: string;
  /** The path of its module, which is that of the learner's. */
  readonly module: string;
  readonly overlayFile: string;
  /** The package that holds the checks, relative to the root. */
  readonly checksPackage: string;
}

export interface WorkspaceRequest {
  readonly folder: string;
  readonly snapshot: GoSnapshot;
  readonly pack: Folder;
  readonly exercise: Exercise;
  /** Folder with the sources of the check kit. */
  readonly kit: string;
  /** Of the Go that builds it, for example `go1.26.3`. */
  readonly version: string;
}

export async function layOut({
  folder,
  snapshot,
  pack,
  exercise,
  kit,
  version,
}: WorkspaceRequest): Promise<GoWorkspace> {
  const root = await putSolution(join(folder, 'solution'), snapshot, version);
  const replace = await kitOver(root, kit);
  const checks = await checkFiles(pack, exercise);
  for (const path of checks) {
    const source = `${exercise.path}/go/checks/${path}`;
    replace[join(root, path)] =
      snapshot.module === packModule
        ? join(pack.location, source)
        : await put(join(folder, 'moved', path), inModule(await pack.read(source), snapshot.module));
  }
  const [first] = checks;
  if (first === undefined) throw new Error(`${exercise.path}/go/checks holds no checks`);
  const overlayFile = await put(join(folder, 'overlay.json'), JSON.stringify({ Replace: replace }));
  return { root, module: snapshot.module, overlayFile, checksPackage: `./${dirname(first)}` };
}

/** Writes a solution with a `go.mod`, as a learner has it, and gives its folder. */
export async function putSolution(root: string, snapshot: GoSnapshot, version: string): Promise<string> {
  const language = languageFor(snapshot.language, version);
  await put(join(root, 'go.mod'), `module ${snapshot.module}\n\ngo ${language}\n`);
  for (const { path, text } of snapshot.files) await put(join(root, path), text);
  return root;
}

/** Where the check kit is laid over a module, file by file. */
export async function kitOver(root: string, kit: string): Promise<Record<string, string>> {
  const names = await readdir(kit);
  return Object.fromEntries(names.map((name) => [join(root, kitPackage, name), join(kit, name)]));
}

/** The check kit's package below its module. */
export const kitPackage = 'internal/codealong/checkkit';

/** The files of an exercise's checks, as paths in the learner's module. */
export async function checkFiles(pack: Folder, exercise: Exercise, below = ''): Promise<readonly string[]> {
  const found: string[] = [];
  const checks = `${exercise.path}/go/checks`;
  for (const { name, kind } of await pack.list(below === '' ? checks : `${checks}/${below}`)) {
    const path = below === '' ? name : `${below}/${name}`;
    if (kind === 'folder') found.push(...(await checkFiles(pack, exercise, path)));
    else if (name.endsWith('_test.go')) found.push(path);
  }
  return found;
}

/** Writes a file with the folders above it, and gives its path. */
export async function put(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}
