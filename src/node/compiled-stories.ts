import type { Exercise } from '../core/catalog/catalog';
import type { Story } from '../core/mistakes/story';
import type { Folder } from '../core/ports';

const storiesFile = ({ manifest }: Exercise): string => `stories/${manifest.id}.json`;

/** Writes the stories of an exercise into a compiled pack: what learners may read of its mistakes. */
export async function writeCompiledStories(
  to: Folder,
  exercise: Exercise,
  stories: readonly Story[],
): Promise<void> {
  await to.write(storiesFile(exercise), JSON.stringify(stories));
}

/** Reads them. They were validated when they were written, so they are believed here. */
export async function readCompiledStories(compiled: Folder, exercise: Exercise): Promise<readonly Story[]> {
  return JSON.parse(await compiled.read(storiesFile(exercise))) as readonly Story[];
}
