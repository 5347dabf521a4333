import { commands, type TestItem } from 'vscode';
import type { CheckReport } from '../../../core/check/report';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import { Refusal } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import type { Checker } from '../checking/checker';
import type { TestExplorer } from './test-explorer';
import { checksOf } from './test-items';

/** Shows the last results of an exercise in the Test Explorer, with the messages beside them. */
export function showResults(
  course: Course,
  language: LanguageChoice,
  checker: Checker,
  explorer: TestExplorer,
) {
  return async (target: Target): Promise<void> => {
    const { exercise, solution } = await chooseSolution(course, language, target);
    const report = checker.latest(solution);
    if (!report) throw new Refusal('no-results', words.refusals.noResults(exercise.manifest.title));
    const item = await explorer.item(solution);
    await commands.executeCommand('vscode.revealTestInExplorer', firstFailed(item, report) ?? item);
    await commands.executeCommand('workbench.panel.testResults.view.focus');
  };
}

function firstFailed(item: TestItem, { checks }: CheckReport): TestItem | undefined {
  const failed = checks.find(({ status }) => status === 'failed');
  return failed && checksOf(item).get(failed.id);
}
