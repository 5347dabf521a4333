import { window } from 'vscode';
import type { RatedCriterion } from '../../../core/designing/rating-actions';
import { marks, type Mark } from '../../../core/progress/progress';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { buttonFor, say } from '../../ui/message';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';
import { showMarkdown } from '../reading/markdown-preview';
import { writeSamplesPage } from './samples-page';

/**
 * Asks learners for their own marks, one criterion after the other, with samples of each mark beside the design. Each is kept as soon
 * as it is given. Refused until the structure holds.
 */
export async function rate(parts: Parts, target: Target): Promise<number> {
  const { app, exercise, solution, attempt } = await chooseSolution(parts, target);
  const { manifest } = exercise;
  const criteria = await app.criteria(attempt);
  await showMarkdown(await writeSamplesPage(parts, manifest, criteria));
  let sum = 0;
  for (const [index, criterion] of criteria.entries()) {
    const mark = await ask(criterion, words.rating.title(criterion, index + 1, criteria.length));
    await app.rate(attempt, criterion.id, mark);
    sum += mark;
  }
  parts.course.changed();
  const model = buttonFor(words.buttons.openModelAnswer, 'codealong.compareWithReference', solution);
  const most = criteria.length * Math.max(...marks);
  say(parts.log, { text: words.rating.done(manifest.title, sum, most), buttons: [model] });
  return sum;
}

async function ask({ asks, samples, mark: given }: RatedCriterion, title: string): Promise<Mark> {
  const items = marks.map((mark) => ({
    mark,
    label: words.rating.mark(mark),
    description: mark === given ? words.rating.given : '',
    detail: samples[mark].replace(/\s+/g, ' '),
  }));
  // The page of samples takes the focus when it has loaded.
  const picked = await window.showQuickPick(items, { title, placeHolder: asks, ignoreFocusOut: true });
  if (!picked) throw new Dismissed();
  return picked.mark;
}
