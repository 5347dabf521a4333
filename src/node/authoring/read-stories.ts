import type { Exercise } from '../../core/catalog/catalog';
import { loadMistakes } from '../../core/mistakes/load-mistakes';
import { storiesOf, type Story } from '../../core/mistakes/story';
import type { Folder } from '../../core/ports';

/** Reads the stories of an exercise from the files of its mistakes. */
export async function readStories(pack: Folder, exercise: Exercise): Promise<readonly Story[]> {
  return storiesOf((await loadMistakes(pack, exercise)).mistakes);
}
