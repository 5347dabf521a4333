import type { Language } from '../catalog/manifest';
import type { Folder } from '../ports';
import type { Template } from './template';

const shared: Record<Language, readonly string[]> = {
  typescript: ['kit/index.ts', 'tsconfig.json'],
  go: ['go.mod'],
};

/** Files of a learner's own project: an existing one is theirs, whatever it says, and no reason for a word. */
const projectFiles = new Set(['tsconfig.json', 'go.mod']);

/** The files that all exercises of a language share. */
export async function kitFiles(
  pack: Folder,
  language: Language,
  target: Folder,
): Promise<readonly Template[]> {
  const templates: Template[] = [];
  for (const path of shared[language]) {
    if (projectFiles.has(path) && (await target.kind(path)) !== 'missing') continue;
    templates.push({ path, text: await pack.read(`kit/${language}/${path}`) });
  }
  return templates;
}
