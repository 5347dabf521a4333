import type { TestItem } from 'vscode';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { requireTrust } from '../../course/trust';
import { Refusal } from '../../ui/refusal';
import { words } from '../../words';
import { debugMine } from '../cases/debug-mine';
import { pickCase } from '../cases/pick-case';
import type { Parts } from '../parts';
import { leaves } from './check-items';
import type { TestItems } from './test-items';

/**
 * What the Debug buttons of the Test Explorer do: one check becomes the learner's, unless it is already, and is debugged. Of
 * several checks of one exercise the learner chooses. A case decides no verdict, so no result is shown.
 */
export async function debugChecks(parts: Parts, items: TestItems, asked: readonly TestItem[]): Promise<void> {
  requireTrust();
  // The editor may name a check more than once.
  const targets = [...new Set(asked.flatMap(leaves))].flatMap((check) => items.targetOf(check) ?? []);
  const [first, ...others] = targets;
  if (!first) return;
  if (others.some((other) => other.exercise !== first.exercise || other.language !== first.language))
    throw new Refusal('several-exercises', words.cases.oneExercise);
  const checks = new Set(targets.map(({ check }) => check));
  await debugMine(parts, others.length === 0 ? first : await choose(parts, first, checks));
}

async function choose(
  parts: Parts,
  target: Target,
  checks: ReadonlySet<string | undefined>,
): Promise<Target> {
  const chosen = await chooseSolution(parts, target);
  const among = chosen.exercise.manifest.checks.filter(({ id }) => checks.has(id));
  const report = parts.checker.latest(chosen.solution);
  return { ...target, check: await pickCase(chosen, report, words.cases.debugPlaceHolder, among) };
}
