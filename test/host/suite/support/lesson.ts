import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalog } from '../../../../src/core/catalog/catalog';
import { exerciseOf, learnerFiles } from '../../../../src/core/catalog/catalog';
import { loadCatalog } from '../../../../src/core/catalog/load-catalog';
import type { Language, Manifest } from '../../../../src/core/catalog/manifest';
import { diskFolder } from '../../../../src/node/disk-folder';
import { parseYaml } from '../../../../src/node/parse-yaml';
import { extensionUnderTest } from '../extension';

/** The exercise that the tests work on, as the extension ships it. Its solution is one file. */
export interface Lesson {
  readonly target: { readonly exercise: string; readonly language: Language };
  readonly manifest: Manifest;
  /** The learner's file. */
  readonly file: string;
  readonly starter: string;
  readonly reference: string;
}

export function shippedCourse(): Promise<Catalog> {
  return loadCatalog(diskFolder(pack()), parseYaml);
}

export async function circuitBreaker(language: Language = 'typescript'): Promise<Lesson> {
  const exercise = await exerciseOf(await shippedCourse(), 'circuit-breaker');
  const [file, ...others] = learnerFiles(exercise, language);
  if (file === undefined || others.length > 0) throw new Error('circuit-breaker is no longer one file.');
  const textIn = (solution: string): string =>
    readFileSync(path.join(pack(), exercise.path, language, solution, file), 'utf8');
  return {
    target: { exercise: exercise.manifest.id, language },
    manifest: exercise.manifest,
    file,
    starter: textIn('starter'),
    reference: textIn('reference'),
  };
}

function pack(): string {
  return path.join(extensionUnderTest().extensionPath, 'exercises');
}
