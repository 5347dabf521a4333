import { Disposable, TestRunRequest, workspace, type TestItem, type TextDocument } from 'vscode';
import { exerciseOfItem } from './check-items';

/** How long after a save a check begins: saving several files at once asks for one check. */
const settleMs = 150;

/**
 * Asks for a check of each watched exercise whose files are saved, until disposed: the Test Explorer's continuous run, and the
 * setting for all of them.
 */
export function checkOnSave(
  request: TestRunRequest,
  itemOf: (document: TextDocument) => TestItem | undefined,
  run: (request: TestRunRequest) => void,
): Disposable {
  const waiting = new Map<TestItem, NodeJS.Timeout>();
  const { include, profile } = request;
  const isWatched = (item: TestItem): boolean =>
    include === undefined || include.some((wanted) => exerciseOfItem(wanted) === item);

  const saves = workspace.onDidSaveTextDocument((document) => {
    const item = itemOf(document);
    if (!item || !isWatched(item)) return;
    clearTimeout(waiting.get(item));
    waiting.set(
      item,
      setTimeout(() => run(new TestRunRequest([item], undefined, profile, true)), settleMs),
    );
  });
  return Disposable.from(saves, { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) });
}
