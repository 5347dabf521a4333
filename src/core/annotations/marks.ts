import { exerciseOf, type Catalog } from '../catalog/catalog';
import type { Annotation, Language, Manifest } from '../catalog/manifest';
import type { PlaceAnnotations } from '../catalog/place-annotations';
import { exerciseFiles, languageOfPath, type ExerciseFile } from '../catalog/exercise-files';
import { mineFiles } from '../catalog/mine-files';
import type { Span } from './code';
import { symbolFinder } from './find-symbol';

/** An annotation at the place where its symbol stands now. */
export interface Mark {
  readonly span: Span;
  readonly symbol: string;
  readonly note: string;
  /** Anchor of the guide section that explains the symbol. */
  readonly guide: string;
}

/** What an exercise marks in one of its files. */
export interface ExerciseMarks {
  readonly file: ExerciseFile;
  readonly title: string;
  /** Anchor of the section that explains the exercise as a whole. */
  readonly guide: string;
  /** Where the exercise's actions belong in this file; absent when none of its symbols is there any more. */
  readonly main: Span | undefined;
  readonly marks: readonly Mark[];
  /** Symbols that the exercise speaks of and that the file no longer declares. */
  readonly lost: readonly string[];
}

/** The marks of every exercise that the file belongs to, with their symbols found in its text as it is now. */
export async function exerciseMarks(
  catalog: Catalog,
  path: string,
  text: string,
): Promise<readonly ExerciseMarks[]> {
  const files = exerciseFiles(catalog).get(path) ?? mineFiles(catalog, path);
  return Promise.all(
    files.map(async (file) => {
      const { manifest } = await exerciseOf(catalog, file.exercise);
      return file.role === 'mine' ? nothingMarked(manifest, file) : marksOf(manifest, file, path, text);
    }),
  );
}

/** The exercise's actions stand at the top of a check that is the learner's. */
function nothingMarked({ title, guide }: Manifest, file: ExerciseFile): ExerciseMarks {
  return { file, title, guide, main: { start: 0, end: 0 }, marks: [], lost: [] };
}

function marksOf(manifest: Manifest, file: ExerciseFile, path: string, text: string): ExerciseMarks {
  const find = symbolFinder(text, file.language);
  const annotations = manifest.annotations.filter((annotation) => annotation.file === path);
  const annotated = annotations.map(({ symbol }) => symbol);
  const checked = checkedSymbols(manifest, file.language, path);
  const [main] = [...mostChecked(checked), ...annotated].flatMap((symbol) => find(symbol) ?? []);
  return {
    file,
    title: manifest.title,
    guide: manifest.guide,
    main,
    marks: placed(annotations, find),
    lost: [...new Set([...annotated, ...checked])].filter((symbol) => find(symbol) === undefined),
  };
}

/** The symbols of this file that checks name, once for each check. */
function checkedSymbols(manifest: Manifest, language: Language, path: string): readonly string[] {
  return manifest.checks.flatMap(({ at }) => (at[language]?.file === path ? [at[language].symbol] : []));
}

/** The outermost declarations that checks are about, the one with the most checks first. */
function mostChecked(symbols: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const symbol of symbols) {
    const [outermost = symbol] = symbol.split('.');
    counts.set(outermost, (counts.get(outermost) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([symbol]) => symbol);
}

/** The marks in a file of the code base that the guides explain. A symbol that is not there has none. */
export function placeMarks(places: PlaceAnnotations, path: string, text: string): readonly Mark[] {
  const language = languageOfPath(path);
  const annotations = places.annotations.filter((annotation) => annotation.file === path);
  return language && annotations.length > 0 ? placed(annotations, symbolFinder(text, language)) : [];
}

function placed(
  annotations: readonly Annotation[],
  find: (symbol: string) => Span | undefined,
): readonly Mark[] {
  return annotations.flatMap(({ symbol, guide, note }) => {
    const span = find(symbol);
    return span ? [{ span, symbol, guide, note }] : [];
  });
}
