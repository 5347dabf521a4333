import {
  Disposable,
  TestRunProfileKind,
  tests,
  window,
  TestRunRequest,
  workspace,
  type CancellationToken,
  type TestItem,
  type TextDocument,
} from 'vscode';
import type { Solution } from '../../course/solution';
import { requireTrust } from '../../course/trust';
import { afterEdits } from '../../ui/after-edits';
import type { DisposableLike } from '../../ui/disposable-like';
import { setting } from '../../ui/settings';
import { words } from '../../words';
import type { Parts, TestExplorer } from '../parts';
import { checkOnSave } from './check-on-save';
import { debugChecks } from './debug-checks';
import { testItems } from './test-items';
import { testRuns } from './test-runs';

/** Shows the started exercises and their checks in the editor's own Test Explorer. */
export function testExplorer(parts: Parts): TestExplorer & DisposableLike {
  const { course, checker, tellError, log } = parts;
  const controller = tests.createTestController('codealong', words.name);
  const items = testItems(controller, course);
  const runs = testRuns(controller, items, parts);
  const watches = new Set<Disposable>();

  /** What the checker saves is not a save of the learner. */
  const savedItem = ({ uri }: TextDocument): TestItem | undefined =>
    checker.isSaving() ? undefined : items.ofFile(uri);
  const answerQuietly = (request: TestRunRequest): void =>
    log.quietly('check on save', runs.answer(request, tellError));

  async function run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    requireTrust();
    if (!request.continuous) return runs.answer(request, tellError);
    const watch = checkOnSave(request, savedItem, answerQuietly);
    watches.add(watch);
    token.onCancellationRequested(() => {
      watches.delete(watch);
      watch.dispose();
    });
  }

  function invalidate(solution: Solution): void {
    const item = items.find(solution);
    if (item) controller.invalidateTestResults(item);
  }

  async function refresh(): Promise<void> {
    await items.refresh();
    for (const { document } of window.visibleTextEditors) await items.locate(document);
  }

  const checkProfile = controller.createRunProfile(
    words.checkProfile,
    TestRunProfileKind.Run,
    (request, token) => run(request, token).catch(tellError),
    true,
    undefined,
    true,
  );
  const debugProfile = controller.createRunProfile(
    words.cases.debugProfile,
    TestRunProfileKind.Debug,
    ({ include }) => debugChecks(parts, items, include ?? items.all()).catch(tellError),
    true,
  );
  controller.resolveHandler = async (item) => (item ? undefined : refresh());
  controller.refreshHandler = () => course.reload();
  const subscriptions = Disposable.from(
    controller,
    checkProfile,
    debugProfile,
    course.onDidChange(() => log.quietly('list the started exercises', refresh())),
    checker.onDidRestore(({ report, ...solution }) =>
      log.quietly('show earlier results', runs.show(solution, report)),
    ),
    checker.onDidForget(invalidate),
    checker.onDidEdit(invalidate),
    checkOnSave(
      new TestRunRequest(undefined, undefined, checkProfile),
      (document) =>
        workspace.isTrusted && setting('checkOnSave', document.uri) ? savedItem(document) : undefined,
      answerQuietly,
    ),
    afterEdits((document) => log.quietly('find the checks in the code', items.locate(document))),
    { dispose: () => watches.forEach((watch) => void watch.dispose()) },
  );
  return {
    check: (solution) => runs.check(solution),
    item: (solution) => items.ensure(solution),
    targetOf: (argument) => items.targetOf(argument),
    dispose: () => void subscriptions.dispose(),
  };
}
