import { posix } from 'node:path';
import { trackOf, type Exercise } from '../../core/catalog/catalog';
import { missingFile } from '../../core/check/missing-file';
import type { Reason } from '../../core/check/report';
import { languageOf, moduleOf } from '../../core/scaffold/go-module';
import type { Folder } from '../../core/ports';
import { readGoSource } from './source';

/** The solution as it was at one moment: every package of the exercise and every package of the module that these import. */
export interface GoSnapshot {
  readonly module: string;
  /** The version of the language that its `go.mod` asks for, such as `1.26`. */
  readonly language?: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Reads the solution from the learner's folder. Their tests stay out: they are theirs, and none of the judge's business. */
export async function takeGoSnapshot(
  solution: Folder,
  exercise: Exercise,
): Promise<{ readonly snapshot: GoSnapshot } | { readonly reason: Reason }> {
  const wanted = trackOf(exercise, 'go').files.map((file) => file.path);
  const missing = await missingFile(solution, wanted);
  if (missing) return { reason: missing };
  const module = await moduleOf(solution);
  const language = await languageOf(solution);
  const packages = [...new Set(wanted.map((path) => posix.dirname(path)))];
  const seen = new Set(packages);
  const files: { path: string; text: string }[] = [];
  for (let folder = packages.shift(); folder !== undefined; folder = packages.shift()) {
    for (const { name, kind } of await solution.list(folder)) {
      if (kind !== 'file' || !isSource(name)) continue;
      const path = posix.join(folder, name);
      const text = await solution.read(path);
      files.push({ path, text });
      for (const imported of importedPackages(text, module)) {
        if (seen.has(imported)) continue;
        seen.add(imported);
        packages.push(imported);
      }
    }
  }
  return { snapshot: { module, ...(language !== undefined && { language }), files } };
}

/** Folders of the packages of the same module that a file imports. */
function importedPackages(source: string, module: string): readonly string[] {
  return readGoSource(source).imports.flatMap(({ text }) => {
    if (text === module) return [''];
    return text.startsWith(`${module}/`) ? [text.slice(module.length + 1)] : [];
  });
}

/** Go overlooks a name like the others, and tests are none of the judge's business. */
function isSource(name: string): boolean {
  return name.endsWith('.go') && !name.endsWith('_test.go') && !/^[._]/.test(name);
}
