import type { Language } from '../catalog/manifest';
import type { Folder } from '../ports';
import type { TextFile } from '../text-file';

const shared: Record<Language, readonly string[]> = {
  typescript: ['kit/index.ts', 'tsconfig.json'],
  go: ['go.mod'],
  sql: [],
  yaml: [],
  markdown: [],
};

const projectFiles = new Set(['tsconfig.json', 'go.mod']);

/** Whether it is a file of a learner's own project: an existing one is theirs, whatever it says, and not reported. */
export function isProjectFile(path: string): boolean {
  return projectFiles.has(path);
}

/**
 * The files of the kit that an exercise needs: those that all of its language share, and whatever else its starter imports from
 * `kit/…`, as in `import type { Db } from '../../kit/db'`. So a learner's folder has the parts of the kit that were met so far.
 */
export async function kitFiles(
  pack: Folder,
  language: Language,
  starter: readonly TextFile[],
): Promise<readonly TextFile[]> {
  const paths = [...shared[language], ...importedParts(starter)];
  return Promise.all(
    [...new Set(paths)].map(async (path) => ({ path, text: await pack.read(`kit/${language}/${path}`) })),
  );
}

/** Parts of the kit use nothing of it but `index.ts`, so there is nothing to follow. */
function importedParts(starter: readonly TextFile[]): readonly string[] {
  const imports = starter.flatMap(({ text }) => [...text.matchAll(/\bfrom '(?:\.\.?\/)+kit\/([\w-]+)'/g)]);
  return imports.map(([, part]) => `kit/${part}.ts`).sort();
}
