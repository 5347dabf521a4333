import type { Exercise } from '../catalog/catalog';
import { isCode, type CodeLanguage, type Language } from '../catalog/manifest';
import { filesBelow } from '../files-below';
import type { Folder } from '../ports';
import type { TextFile } from '../text-file';

/**
 * One way in which a check fails, as a small test that a learner may have, run and debug. The author wrote it for that: it is
 * no part of the hidden checks. Its path is where it belongs in the learner's folder.
 */
export interface Case extends TextFile {
  /** The id of the check. */
  readonly check: string;
  readonly language: CodeLanguage;
}

/** More cases than these in an exercise teach nobody any more. */
export const mostCases = 8;

/** The cases of an exercise in one language, in the order of its checks. A check has a case when the file is there. */
export async function casesOf(
  pack: Folder,
  exercise: Exercise,
  language: Language,
): Promise<readonly Case[]> {
  const found = new Map((await caseFiles(pack, exercise, language)).map((file) => [file.check, file]));
  return exercise.manifest.checks.flatMap(({ id }) => found.get(id) ?? []);
}

/** Files among the cases that belong to no check, as paths in the pack. */
export async function strayCases(
  pack: Folder,
  exercise: Exercise,
  language: Language,
): Promise<readonly string[]> {
  const checks = new Set(exercise.manifest.checks.map(({ id }) => id));
  return (await caseFiles(pack, exercise, language))
    .filter(({ check }) => !checks.has(check))
    .map(({ source }) => source);
}

/** The name of the test function in a Go case: `probes-alone` is tested by `TestMineProbesAlone`. */
export function goTestName(check: string): string {
  const words = check.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `TestMine${words.join('')}`;
}

async function caseFiles(pack: Folder, exercise: Exercise, language: Language) {
  if (!isCode(language)) return [];
  const folder = `${exercise.path}/${language}/cases`;
  const places = { typescript: typescriptPlace, go: goPlace };
  return (await filesBelow(pack, folder)).map(({ path, text }) => ({
    ...places[language](exercise, path),
    language,
    text,
    source: `${folder}/${path}`,
  }));
}

function typescriptPlace({ manifest }: Exercise, path: string) {
  return { check: path.replace(/\.ts$/, ''), path: `my-checks/${manifest.id}/${path}` };
}

function goPlace(_exercise: Exercise, path: string) {
  const [, name = path] = /([^/]+)_mine_test\.go$/.exec(path) ?? [];
  return { check: name.replaceAll('_', '-'), path };
}
