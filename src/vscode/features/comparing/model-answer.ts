import { learnerFiles } from '../../../core/catalog/catalog';
import type { Chosen } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import type { Parts } from '../parts';
import { showMarkdown } from '../reading/markdown-preview';
import { showCode } from '../reading/show-code';
import { documentUri } from './virtual-documents';

/** Shows the model answer of a design beside the learner's: two texts with nothing but headings in common have no differences to show. */
export async function showModelAnswer(
  { course }: Parts,
  { exercise, solution, attempt }: Chosen,
): Promise<void> {
  for (const path of learnerFiles(exercise, solution.language)) {
    if ((await attempt.folder.kind(path)) === 'file') await showCode(course, uriIn(solution.folder, path));
    await showMarkdown(documentUri.reference(solution, path));
  }
}
