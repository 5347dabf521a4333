import type { TestController, TestItem } from 'vscode';
import type { Check } from '../../../core/catalog/manifest';
import { stagesOf } from '../../../core/check/stages';
import { words } from '../../words';

/**
 * The items below that of an exercise: its stages, and in each its checks, in the order of the manifest. A check has no place of
 * its own, because the Test Explorer would sort by it, and no description, because a screen reader would read that for its name.
 */
export function stageItems(
  controller: TestController,
  exercise: TestItem,
  checks: readonly Check[],
): readonly TestItem[] {
  return stagesOf(checks).map((stage) => {
    const item = controller.createTestItem(`${exercise.id}/${stage.level}`, words.stage[stage.level]);
    item.sortText = String(stage.number);
    item.children.replace(
      stage.checks.map((check, index) => {
        const child = controller.createTestItem(`${exercise.id}/${check.id}`, check.title, exercise.uri);
        child.sortText = String(index).padStart(3, '0');
        return child;
      }),
    );
    return item;
  });
}

/** The item of the exercise that an item belongs to. */
export function exerciseOfItem(item: TestItem): TestItem {
  return item.parent ? exerciseOfItem(item.parent) : item;
}

/** The items of an exercise's checks, by check id. */
export function checksOf(exercise: TestItem): ReadonlyMap<string, TestItem> {
  return new Map(leaves(exercise).map((check) => [check.id.slice(exercise.id.length + 1), check]));
}

/** The items of checks in an item, which may be one itself. */
export function leaves(item: TestItem): readonly TestItem[] {
  return item.children.size === 0 ? [item] : [...item.children].flatMap(([, child]) => leaves(child));
}
