import type { Catalog } from './catalog';
import { languages, type Language } from './manifest';

/** What a file in the learner's folder is to an exercise. */
export interface ExerciseFile {
  readonly exercise: string;
  readonly language: Language;
  /** `mine`: a check that the learner made theirs. */
  readonly role: 'learner' | 'given' | 'mine';
  /** The id of that check. */
  readonly check?: string;
}

/** All files that the exercises of a course scaffold, by path. A path can belong to several exercises. */
export function exerciseFiles(catalog: Catalog): ReadonlyMap<string, readonly ExerciseFile[]> {
  const known = found.get(catalog) ?? findFiles(catalog);
  found.set(catalog, known);
  return known;
}

/** Asked for at every look at an editor, and the same as long as the catalog is. */
const found = new WeakMap<Catalog, ReadonlyMap<string, readonly ExerciseFile[]>>();

function findFiles(catalog: Catalog): ReadonlyMap<string, readonly ExerciseFile[]> {
  const files = new Map<string, ExerciseFile[]>();
  for (const [exercise, { tracks }] of catalog.entries) {
    for (const language of languages) {
      for (const { path, role } of tracks[language]?.files ?? []) {
        const known = files.get(path) ?? [];
        files.set(path, [...known, { exercise, language, role }]);
      }
    }
  }
  return files;
}

/** The language that a file is written in, as far as the course has tracks for it. */
export function languageOfPath(path: string): Language | undefined {
  if (path.endsWith('.ts')) return 'typescript';
  if (path.endsWith('.yaml')) return 'yaml';
  if (path.endsWith('.md')) return 'markdown';
  if (path.endsWith('.sql')) return 'sql';
  return path.endsWith('.go') ? 'go' : undefined;
}
