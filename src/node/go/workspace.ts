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
  const root = join(folder, 'solution');
  await put(
    join(root, 'go.mod'),
    `module ${snapshot.module}\n\ngo ${languageFor(snapshot.language, version)}\n`,
  );
  for (const { path, text } of snapshot.files) await put(join(root, path), text);

  const replace: Record<string, string> = {};
  for (const name of await readdir(kit))
    replace[join(root, 'internal/codealong/checkkit', name)] = join(kit, name);
  const checks = await checkFiles(pack, `${exercise.path}/go/checks`, '');
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

async function checkFiles(pack: Folder, root: string, below: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, kind } of await pack.list(below === '' ? root : `${root}/${below}`)) {
    const path = below === '' ? name : `${below}/${name}`;
    if (kind === 'folder') found.push(...(await checkFiles(pack, root, path)));
    else if (name.endsWith('_test.go')) found.push(path);
  }
  return found;
}

async function put(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}
