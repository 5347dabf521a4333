import type { Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import { filesBelow } from '../files-below';
import type { Folder } from '../ports';
import { inModule, moduleOf, packModule } from '../scaffold/go-module';
import type { TextFile } from '../text-file';

/** Beside the files of an alternative: what it does differently, and what it trades. It is not a file of the solution. */
export const aboutFile = 'about.md';

/** How the last paragraph of that file begins. */
export const tradeBegins = 'It trades ';

/** Another right solution, built on another idea than the reference. */
export interface Alternative {
  readonly id: string;
  readonly idea: string;
  /** A sentence on what it gives up, and what it gains by that. */
  readonly trade: string;
  /** Its own files. What it leaves out is as in the reference. */
  readonly files: readonly TextFile[];
}

/** The alternatives of an exercise in a language, by id, with imports in the Go module of the learner's folder. */
export async function alternativesOf(
  pack: Folder,
  exercise: Exercise,
  language: Language,
  target: Folder,
): Promise<readonly Alternative[]> {
  const folder = `${exercise.path}/${language}/alternative`;
  const entries = await pack.list(folder);
  const module = language === 'go' ? await moduleOf(target) : packModule;
  return Promise.all(
    entries.map(async ({ name }) => {
      const files = await filesBelow(pack, `${folder}/${name}`);
      const about = files.find(({ path }) => path === aboutFile)?.text ?? '';
      const own = files.filter(({ path }) => path !== aboutFile);
      return {
        id: name,
        ...readAbout(about),
        files: own.map(({ path, text }) => ({ path, text: inModule(text, module) })),
      };
    }),
  );
}

/** What an alternative says of itself. `trade` is empty where it does not say what it trades. */
export function readAbout(text: string): Pick<Alternative, 'idea' | 'trade'> {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' '));
  const last = paragraphs.at(-1) ?? '';
  return last.startsWith(tradeBegins)
    ? { idea: paragraphs.slice(0, -1).join(' '), trade: last }
    : { idea: paragraphs.join(' '), trade: '' };
}
