import { cp, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CodeLanguage } from '../../src/core/catalog/manifest';
import { solutionFile } from '../check/support/judging';

/** The submissions are data: a file that stands for the solution of `adder`, or a folder that stands for the course folder. */
const root = join(__dirname, '../fixtures/hostile');
const ending = { typescript: '.ts', go: '.go' } as const;

/** The names of all submissions in a language. */
export async function submissionNames(language: CodeLanguage): Promise<readonly string[]> {
  const entries = await readdir(join(root, language));
  return entries.map((name) => name.replace(ending[language], ''));
}

/** Lays a submission out as a course folder. Its bytes are copied as they are. */
export async function layOut(language: CodeLanguage, name: string, folder: string): Promise<void> {
  const source = await sourceOf(language, name);
  const target = source.isFolder ? folder : join(folder, solutionFile[language]);
  await mkdir(dirname(target), { recursive: true });
  await cp(source.path, target, { recursive: true });
}

/** The story of a submission: what the first comment of its solution says. */
export async function storyOf(language: CodeLanguage, name: string): Promise<string> {
  const { path, isFolder } = await sourceOf(language, name);
  const file = isFolder ? join(path, solutionFile[language]) : path;
  const text = await readFile(file, 'utf8').catch(() => readFile(join(path, 'README.md'), 'utf8'));
  return /^\uFEFF?(?:\/\/go:build.*\s+)?\/\/ (.+?)\r?$/m.exec(text)?.[1] ?? '';
}

async function sourceOf(language: CodeLanguage, name: string) {
  const folder = join(root, language, name);
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  return { path: isFolder ? folder : folder + ending[language], isFolder };
}
