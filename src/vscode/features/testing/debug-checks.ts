import type { TestItem } from 'vscode';
import { chooseSolution } from '../../course/choose-solution';
import type { LanguageChoice } from '../../course/choose-language';
import type { Course } from '../../course/course';
import { Refusal } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import type { Checker } from '../checking/checker';
import { pickCase } from '../cases/pick-case';
import { debugMineCommand } from '../cases/run-mine';
import { checksOf, type TestItems } from './test-items';

/**
 * What the Debug buttons of the Test Explorer do: one check becomes the learner's, unless it is already, and is debugged. Of
 * several checks of one exercise the learner chooses. A case decides no verdict, so no result is shown.
 */
export function debugChecks(course: Course, language: LanguageChoice, checker: Checker, items: TestItems) {
  const debugMine = debugMineCommand(course, language);

  async function choose(target: Target, checks: ReadonlySet<string | undefined>): Promise<Target> {
    const chosen = await chooseSolution(course, language, target);
    const among = chosen.exercise.manifest.checks.filter(({ id }) => checks.has(id));
    const report = checker.latest(chosen.solution);
    return { ...target, check: await pickCase(chosen, report, words.mine.debugPlaceHolder, among) };
  }

  return async (asked: readonly TestItem[]): Promise<void> => {
    // The editor may name a check more than once.
    const targets = [...new Set(asked.flatMap(checksIn))].flatMap((check) => items.targetOf(check) ?? []);
    const [first, ...others] = targets;
    if (!first) return;
    if (others.some((other) => other.exercise !== first.exercise || other.language !== first.language))
      throw new Refusal('several-exercises', words.mine.oneExercise);
    const checks = new Set(targets.map(({ check }) => check));
    await debugMine(others.length === 0 ? first : await choose(first, checks));
  };
}

function checksIn(item: TestItem): readonly TestItem[] {
  return item.parent ? [item] : [...checksOf(item).values()];
}
