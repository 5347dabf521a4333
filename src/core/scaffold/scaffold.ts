import { trackOf, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import { CodealongError } from '../errors';
import type { EntryKind, Folder } from '../ports';
import { isProjectFile, kitFiles } from './kit-files';
import { inModule, moduleOf } from './go-module';
import { sameText } from './same-text';
import type { TextFile } from '../text-file';

/** What scaffolding did. Paths are relative to the learner's folder. */
export interface ScaffoldReport {
  readonly written: readonly string[];
  /** Already there with the same text. */
  readonly same: readonly string[];
  /** Already there with other text, and left as it is. */
  readonly different: readonly string[];
}

/** Everything that an exercise puts into the learner's folder: the parts of the kit that it needs, then the starter. */
export async function templatesOf(
  pack: Folder,
  exercise: Exercise,
  language: Language,
  target: Folder,
): Promise<readonly TextFile[]> {
  const starter = await starterFiles(pack, exercise, language, target);
  return [...(await kitFiles(pack, language, starter)), ...starter];
}

/** The starter of an exercise, with imports in the learner's own Go module. */
export async function starterFiles(
  pack: Folder,
  exercise: Exercise,
  language: Language,
  target: Folder,
): Promise<readonly TextFile[]> {
  const paths = trackOf(exercise, language).files.map(({ path }) => path);
  return filesOf(pack, exercise, { language, from: 'starter', paths, target });
}

export interface FilesRequest {
  readonly language: Language;
  readonly from: 'starter' | 'reference';
  readonly paths: readonly string[];
  /** The learner's folder, which says what Go module imports are in. */
  readonly target: Folder;
}

/** Files of a solution that ships, as they belong into the learner's folder. */
export async function filesOf(
  pack: Folder,
  exercise: Exercise,
  request: FilesRequest,
): Promise<readonly TextFile[]> {
  const { language, from, paths, target } = request;
  const goModule = language === 'go' ? await moduleOf(target) : undefined;
  return Promise.all(
    paths.map(async (path) => {
      const text = await pack.read(`${exercise.path}/${language}/${from}/${path}`);
      return { path, text: goModule ? inModule(text, goModule) : text };
    }),
  );
}

/**
 * Writes what is missing and never overwrites. Looks at every path first: when anything stands in the way, nothing is
 * written (`in-the-way`).
 */
export async function scaffold(target: Folder, templates: readonly TextFile[]): Promise<ScaffoldReport> {
  const written: string[] = [];
  const same: string[] = [];
  const different: string[] = [];
  const missing: TextFile[] = [];
  for (const template of templates) {
    const { path, text } = template;
    await refuseObstacles(target, path);
    if ((await target.kind(path)) === 'missing') missing.push(template);
    else if (isProjectFile(path)) continue;
    else if (sameText(await target.read(path), text)) same.push(path);
    else different.push(path);
  }
  for (const { path, text } of missing) {
    await target.write(path, text);
    written.push(path);
  }
  return { written, same, different };
}

/** Refuses a path with something of another kind on the way to it or at its end. */
async function refuseObstacles(target: Folder, path: string): Promise<void> {
  const steps = path.split('/');
  for (let count = 1; count <= steps.length; count++) {
    const place = steps.slice(0, count).join('/');
    const kind = await target.kind(place);
    const wanted = count < steps.length ? 'folder' : 'file';
    if (kind !== 'missing' && kind !== wanted) throw inTheWay(target, place, kind);
  }
}

function inTheWay(target: Folder, path: string, kind: Exclude<EntryKind, 'missing'>): CodealongError {
  const what = {
    file: 'it is a file, and a folder must be there',
    folder: 'a folder has that name',
    blocked: 'a link or a special file has that name',
  }[kind];
  return new CodealongError(
    'in-the-way',
    `${path} can't be written in ${target.location}: ${what}. Rename or remove it and start again. Nothing was changed.`,
  );
}
