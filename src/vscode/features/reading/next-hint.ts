import { isCodealongError } from '../../../core/errors';
import type { HintText } from '../../../core/hints/ladder';
import type { Target } from '../../commands/target';
import type { Parts } from '../parts';
import { writeHintsPage } from './hints-page';
import { showMarkdown } from './markdown-preview';

/** Shows one more hint, that of a failing check first, among those shown before. After the last it shows them all and says so. */
export async function nextHint(parts: Parts, target: Target): Promise<HintText> {
  const { course } = parts;
  const { exercise } = target;
  const folder = await course.disk(await course.folders.required());
  const app = await course.app();
  const show = async (number: number): Promise<void> => {
    const page = await writeHintsPage(parts, folder, exercise);
    await showMarkdown(page.with({ fragment: `hint-${number}` }));
  };
  try {
    const hint = await app.nextHint(folder, exercise);
    course.changed();
    await show(hint.number);
    return hint;
  } catch (error) {
    if (isCodealongError(error) && error.code === 'no-hints-left') {
      await show((await app.shownHints(folder, exercise)).at(-1)?.number ?? 1);
    }
    throw error;
  }
}
