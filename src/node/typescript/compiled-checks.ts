import type { Exercise } from '../../core/catalog/catalog';
import type { RunnerModule } from '../../core/check/runner-job';
import type { Folder } from '../../core/ports';

/** Where the compiled checks of an exercise lie in a compiled pack. */
export function compiledChecks({ manifest }: Exercise, language: string): string {
  return `checks/${manifest.id}.${language}.json`;
}

/** The checks as they were compiled when the extension was built. */
export async function readChecks(
  compiled: Folder,
  exercise: Exercise,
  language: string,
): Promise<readonly RunnerModule[]> {
  return JSON.parse(await compiled.read(compiledChecks(exercise, language))) as readonly RunnerModule[];
}

/** Whether a module holds checks, not only helpers for them. */
export function holdsChecks({ name }: RunnerModule): boolean {
  return name.endsWith('.checks.ts');
}
