import type { CheckReport } from '../../../core/check/report';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { say } from '../../ui/message';
import type { CommandParts } from '../parts';
import { showWhenSlow } from './show-when-slow';
import { verdictMessage } from './verdict-message';

/** "Check my solution": judges the learner's files and says how it went. */
export async function check(parts: CommandParts, target: Target): Promise<CheckReport | undefined> {
  const { checker, explorer, log } = parts;
  const { exercise, solution } = await chooseSolution(parts, target);
  const work = explorer.check(solution);
  const report = await showWhenSlow(exercise.manifest.title, work, () => checker.cancel());
  if (report) say(log, verdictMessage(report, exercise, solution, checker.isEdited(solution)));
  return report;
}
