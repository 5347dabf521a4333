import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalog } from '../../../../src/core/catalog/catalog';
import { exerciseOf, languagesOf, learnerFiles } from '../../../../src/core/catalog/catalog';
import { loadCatalog } from '../../../../src/core/catalog/load-catalog';
import type { Language, Manifest } from '../../../../src/core/catalog/manifest';
import type { Hint } from '../../../../src/core/hints/hint';
import { casesOf } from '../../../../src/core/cases/cases';
import { makeMine } from '../../../../src/core/cases/make-mine';
import { scaffold, templatesOf, type ScaffoldReport } from '../../../../src/core/scaffold/scaffold';
import { diskFolder } from '../../../../src/node/disk-folder';
import { parseYaml } from '../../../../src/node/parse-yaml';
import { extensionUnderTest } from '../extension';

/** The exercise that the tests work on, as the extension ships it. Its solution is one file. */
export interface Lesson {
  readonly target: { readonly exercise: string; readonly language: Language };
  readonly manifest: Manifest;
  readonly hints: readonly Hint[];
  /** The learner's file. */
  readonly file: string;
  readonly starter: string;
  readonly reference: string;
}

let shipped: Promise<Catalog> | undefined;

/** The course as the extension ships it, which no test changes: it is read once. */
export function shippedCourse(): Promise<Catalog> {
  return (shipped ??= loadCatalog(diskFolder(pack()), parseYaml));
}

/** An exercise in one language, and those of its checks that can be made the learner's. */
export interface Track {
  readonly target: Lesson['target'];
  readonly checks: readonly string[];
}

/** Every exercise of the course in every language. */
export async function everyTrack(): Promise<readonly Track[]> {
  const course = await shippedCourse();
  const tracks: Track[] = [];
  for (const entry of course.entries.values()) {
    const exercise = await exerciseOf(course, entry.id);
    for (const language of languagesOf(entry)) {
      const cases = await casesOf(diskFolder(pack()), exercise, language);
      tracks.push({ target: { exercise: entry.id, language }, checks: cases.map(({ check }) => check) });
    }
  }
  return tracks;
}

/**
 * What starting exercises of every kind writes into a folder, with a check of each that is made the learner's. Of another kind is
 * a file in another language, in another folder of the course, or of the kit.
 */
export async function scaffoldOfEveryKind(location: string): Promise<readonly ScaffoldReport[]> {
  const [course, folder] = [await shippedCourse(), diskFolder(location)];
  const reports: ScaffoldReport[] = [];
  const known = new Set<string>();
  for (const { target, checks } of await everyTrack()) {
    const exercise = await exerciseOf(course, target.exercise);
    const templates = await templatesOf(diskFolder(pack()), exercise, target.language, folder);
    const kinds = templates.map((file) => `${target.language} ${kindOf(file.path)}`);
    if (kinds.every((kind) => known.has(kind))) continue;
    for (const kind of kinds) known.add(kind);
    reports.push(await scaffold(folder, templates));
    const [check] = checks;
    const attempt = { folder, id: target.exercise, language: target.language };
    if (check !== undefined) reports.push(await makeMine(diskFolder(pack()), exercise, attempt, check));
  }
  return reports;
}

/** Files of the same kind and language are told the same by the editor: they are in the same place of the project, or the same. */
function kindOf(file: string): string {
  const [first = ''] = file.split('/');
  return first === 'kit' ? file : `${first} ${path.extname(file)}`;
}

export async function circuitBreaker(language: Language = 'typescript'): Promise<Lesson> {
  const course = await shippedCourse();
  const exercise = await exerciseOf(course, 'circuit-breaker');
  const [file, ...others] = learnerFiles(exercise, language);
  if (file === undefined || others.length > 0) throw new Error('circuit-breaker is no longer one file.');
  const textIn = (solution: string): string =>
    readFileSync(path.join(pack(), exercise.path, language, solution, file), 'utf8');
  return {
    target: { exercise: exercise.manifest.id, language },
    manifest: exercise.manifest,
    hints: await course.hints(exercise.manifest.id),
    file,
    starter: textIn('starter'),
    reference: textIn('reference'),
  };
}

function pack(): string {
  return path.join(extensionUnderTest().extensionPath, 'exercises');
}
