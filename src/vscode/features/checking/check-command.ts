import type { CheckReport } from '../../../core/check/report';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { say } from '../../ui/message';
import type { Target } from '../../commands/target';
import { requireTrust } from '../../course/trust';
import type { TestRuns } from '../testing/test-runs';
import type { Checker } from './checker';
import { showWhenSlow } from './show-when-slow';
import { verdictMessage } from './verdict-message';

/** "Check my solution": judges the learner's files and says how it went. */
export function checkCommand(
  course: Course,
  language: LanguageChoice,
  checker: Checker,
  runs: TestRuns,
  log: Log,
): (target: Target) => Promise<CheckReport | undefined> {
  return async (target) => {
    requireTrust();
    const { exercise, solution } = await chooseSolution(course, language, target);
    const work = runs.check(solution);
    const report = await showWhenSlow(exercise.manifest.title, work, () => checker.cancel());
    if (report) {
      say(log, verdictMessage(report, exercise, solution, checker.isEdited(solution)));
    }
    return report;
  };
}
