import { Disposable, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { Parts } from '../parts';
import { words } from '../../words';
import { setContextKey } from '../../ui/context-keys';
import type { Solution } from '../../course/solution';

/** The exercise of the active editor with its last verdict; a click offers what can be done with it. */
export function statusBar({ course, active, checker, log }: Parts): Disposable {
  const item = window.createStatusBarItem('codealong.exercise', StatusBarAlignment.Left, 10);
  item.name = words.name;

  async function draw(): Promise<void> {
    setContextKey(log, 'codealong.checking', checker.isRunning());
    const { current } = active;
    const folder = course.folders.current();
    const entry = current && (await course.catalog()).entries.get(current.exercise);
    if (!current || !folder || !entry) {
      item.hide();
      return;
    }
    const solution: Solution = { exercise: current.exercise, language: current.language, folder };
    const progress = (await course.progress()).exercises[current.exercise]?.tracks[current.language];
    const { title } = entry;
    const isRunning = checker.isRunning(solution);
    const state = isRunning
      ? words.status.checking(title)
      : words.status.verdict(title, checker.latest(solution), progress, checker.isEdited(solution));
    item.text = state.text;
    item.tooltip = state.help;
    item.accessibilityInformation = { label: state.spoken };
    item.command = isRunning ? 'codealong.cancelCheck' : 'codealong.showActions';
    item.backgroundColor = state.isFailure ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  }

  const drawQuietly = (): void => log.quietly('draw the status bar', draw());
  return Disposable.from(
    item,
    active.onDidChange(drawQuietly),
    course.onDidChange(drawQuietly),
    checker.onDidBegin(drawQuietly),
    checker.onDidEnd(drawQuietly),
    checker.onDidRestore(drawQuietly),
    checker.onDidForget(drawQuietly),
    checker.onDidEdit(drawQuietly),
  );
}
