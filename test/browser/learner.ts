import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Exercise } from '../../src/core/catalog/catalog';
import type { Annotation, Manifest } from '../../src/core/catalog/manifest';
import type { Session } from './session';
import type { Desk } from './shared-session';
import { pressInlineAction } from './tree';
import type { Workbench } from './workbench';

/** The exercise that the learner of these tests works on. */
export interface Lesson {
  readonly manifest: Manifest;
  /** The path and the name of the file to write. */
  readonly file: string;
  readonly name: string;
  readonly starter: string;
  readonly reference: string;
  /** The annotations of that file, in the order of the manifest. */
  readonly annotations: readonly Annotation[];
}

/** The circuit breaker as the installed extension brings it. */
export function circuitBreaker(session: Session): Lesson {
  const { manifest, textOf } = installedExercise(session, 'circuit-breaker');
  const file = 'pkg/resilience/circuit-breaker.ts';
  return {
    manifest,
    file,
    name: path.basename(file),
    starter: textOf(`typescript/starter/${file}`),
    reference: textOf(`typescript/reference/${file}`),
    annotations: manifest.annotations.filter((annotation) => annotation.file === file),
  };
}

/** An exercise as the installed extension brings it, with the texts of its folder. */
export function installedExercise({ extensionsDir }: Session, id: string) {
  const installed = readdirSync(extensionsDir).find((name) => name.includes('system-design-codealong'));
  const extension = path.join(extensionsDir, installed ?? '');
  const compiled = path.join(extension, 'dist', 'pack', 'exercises', `${id}.json`);
  const { exercise } = JSON.parse(readFileSync(compiled, 'utf8')) as { readonly exercise: Exercise };
  const textOf = (file: string): string =>
    readFileSync(path.join(extension, 'exercises', exercise.path, file), 'utf8');
  return { manifest: exercise.manifest, textOf };
}

/** The id of the heading that the guide anchor of an annotation or a check leads to. */
export function headingOf({ guide }: Pick<Annotation, 'guide'>): string {
  return guide.split('/').at(-1) ?? '';
}

/** Opens a folder that the editor does not know yet, trusts it, and starts the exercise there in TypeScript. */
export async function startIn(folder: string, { manifest }: Lesson, desk: Desk): Promise<Workbench> {
  const workbench = await desk.open(folder);
  await workbench.trustTheFolder();
  await workbench.openView('Code-Along');
  await pressInlineAction(workbench, manifest.title, 'Start Exercise');
  await workbench.pick('TypeScript');
  await workbench.notification(`${manifest.title} is ready in TypeScript`);
  return workbench;
}
