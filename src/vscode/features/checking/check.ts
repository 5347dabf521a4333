import type { CheckReport } from '../../../core/check/report';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import type { CommandParts } from '../parts';
import { showWhenSlow } from './show-when-slow';
import { tellVerdict } from './tell-verdict';

/** "Check my solution": judges the learner's files and says how it went. */
export async function check(parts: CommandParts, target: Target): Promise<CheckReport | undefined> {
  const { checker, explorer } = parts;
  const { exercise, solution } = await chooseSolution(parts, target);
  const work = explorer.check(solution);
  const report = await showWhenSlow(exercise.manifest.title, work, () => checker.cancel());
  if (report) await tellVerdict(parts, solution, report);
  return report;
}
