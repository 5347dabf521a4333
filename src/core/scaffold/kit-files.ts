import type { Language } from '../catalog/manifest';
import type { Folder } from '../ports';
import type { TextFile } from '../text-file';

const shared: Record<Language, readonly string[]> = {
  typescript: ['kit/index.ts', 'tsconfig.json'],
  go: ['go.mod'],
};

const projectFiles = new Set(['tsconfig.json', 'go.mod']);

/** Whether it is a file of a learner's own project: an existing one is theirs, whatever it says, and not reported. */
export function isProjectFile(path: string): boolean {
  return projectFiles.has(path);
}

/** The files that all exercises of a language share. */
export async function kitFiles(pack: Folder, language: Language): Promise<readonly TextFile[]> {
  return Promise.all(
    shared[language].map(async (path) => ({ path, text: await pack.read(`kit/${language}/${path}`) })),
  );
}
