import {
  Disposable,
  TestRunProfileKind,
  tests,
  window,
  type CancellationToken,
  type TestItem,
  type TestRunRequest,
} from 'vscode';
import { afterEdits } from '../../ui/after-edits';
import type { LanguageChoice } from '../../course/choose-language';
import type { TellError } from '../../commands/register-commands';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import type { DisposableLike } from '../../ui/disposable-like';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import type { Checker } from '../checking/checker';
import type { Solution } from '../../course/solution';
import { checkOnSave } from './check-on-save';
import { debugChecks } from './debug-checks';
import { testItems } from './test-items';
import { testRuns, type TestRuns } from './test-runs';

export interface TestExplorer extends DisposableLike, TestRuns {
  item(solution: Solution): Promise<TestItem>;
  /** What a menu of the Test Explorer is about. */
  targetOf(argument: unknown): Target | undefined;
}

/** Shows the started exercises and their checks in the editor's own Test Explorer. */
export function testExplorer(
  course: Course,
  language: LanguageChoice,
  checker: Checker,
  tellError: TellError,
  log: Log,
): TestExplorer {
  const controller = tests.createTestController('codealong', words.name);
  const items = testItems(controller, course);
  const runs = testRuns(controller, items, course, checker);
  const debug = debugChecks(course, language, checker, items);
  const watches = new Set<Disposable>();

  async function handle(request: TestRunRequest, token: CancellationToken): Promise<void> {
    if (!request.continuous) return runs.answer(request, tellError);
    const watch = checkOnSave(
      request,
      ({ uri }) => (checker.isSaving() ? undefined : items.ofFile(uri)),
      (once) => log.quietly('check on save', runs.answer(once, tellError)),
    );
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
    for (const { document } of window.visibleTextEditors) await items.place(document);
  }

  async function handleDebug({ include }: TestRunRequest): Promise<void> {
    await debug(include ?? items.all()).catch(tellError);
  }

  const checkProfile = controller.createRunProfile(
    words.checkProfile,
    TestRunProfileKind.Run,
    handle,
    true,
    undefined,
    true,
  );
  const debugProfile = controller.createRunProfile(
    words.mine.debugProfile,
    TestRunProfileKind.Debug,
    handleDebug,
    true,
  );
  controller.resolveHandler = async (item) => (item ? undefined : refresh());
  controller.refreshHandler = () => course.reload();
  const subscriptions = Disposable.from(
    controller,
    checkProfile,
    debugProfile,
    course.onDidChange(() => log.quietly('list the started exercises', refresh())),
    checker.onDidForget(invalidate),
    checker.onDidEdit(invalidate),
    afterEdits((document) => log.quietly('place the checks in the code', items.place(document))),
    { dispose: () => watches.forEach((watch) => void watch.dispose()) },
  );
  return {
    ...runs,
    item: (solution) => items.ensure(solution),
    targetOf: (argument) => items.targetOf(argument),
    dispose: () => void subscriptions.dispose(),
  };
}
