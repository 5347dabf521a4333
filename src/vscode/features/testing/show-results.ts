import { commands, type TestItem } from 'vscode';
import type { CheckReport } from '../../../core/check/report';
import { firstToFix } from '../../../core/check/stages';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { Refusal } from '../../ui/refusal';
import { words } from '../../words';
import type { CommandParts } from '../parts';
import { checksOf } from './check-items';

/** Shows the last results of an exercise in the Test Explorer, with the messages beside them. */
export async function showResults(parts: CommandParts, target: Target): Promise<void> {
  const { checker, explorer } = parts;
  const { exercise, solution } = await chooseSolution(parts, target);
  const report = checker.latest(solution);
  if (!report) throw new Refusal('no-results', words.refusals.noResults(exercise.manifest.title));
  const item = await explorer.item(solution);
  await commands.executeCommand('vscode.revealTestInExplorer', firstFailed(item, report) ?? item);
  await commands.executeCommand('workbench.panel.testResults.view.focus');
}

function firstFailed(item: TestItem, report: CheckReport): TestItem | undefined {
  const failed = firstToFix(report);
  return failed && checksOf(item).get(failed.id);
}
