import { Disposable, EventEmitter, window, type Event, type TextEditor, type Uri } from 'vscode';
import { exerciseFiles, type ExerciseFile } from '../../core/catalog/exercise-files';
import { mineFiles } from '../../core/catalog/mine-files';
import { startedLanguages } from '../../core/progress/progress';
import type { Course } from './course';
import type { Log } from '../ui/log';
import type { DisposableLike } from '../ui/disposable-like';
import { pathIn } from './file-uris';

/** The exercise that the learner is looking at: that of the active editor, or of another visible one. */
export interface ActiveExercise extends DisposableLike {
  readonly current: ExerciseFile | undefined;
  /** The same, which stays while the learner looks at something else. */
  readonly last: ExerciseFile | undefined;
  readonly onDidChange: Event<void>;
  /** The same, looked up again. */
  find(): Promise<ExerciseFile | undefined>;
}

/** The exercise that a file in the learner's folder belongs to. Of several, one that was started comes first. */
export async function exerciseAt(course: Course, uri: Uri): Promise<ExerciseFile | undefined> {
  const folder = course.folders.current();
  const path = folder && pathIn(folder, uri);
  if (path === undefined) return undefined;
  const catalog = await course.catalog();
  const candidates = exerciseFiles(catalog).get(path) ?? mineFiles(catalog, path);
  if (candidates.length < 2) return candidates[0];
  const progress = await course.progress();
  return (
    candidates.find(({ exercise, language }) => startedLanguages(progress, exercise).includes(language)) ??
    candidates[0]
  );
}

export function trackActiveExercise(course: Course, log: Log): ActiveExercise {
  const changes = new EventEmitter<void>();
  let current: ExerciseFile | undefined;
  let last: ExerciseFile | undefined;
  let latestLook = 0;

  async function find(): Promise<ExerciseFile | undefined> {
    for (const editor of editorsByInterest()) {
      const found = await exerciseAt(course, editor.document.uri);
      if (found) return found;
    }
    return undefined;
  }

  async function look(): Promise<void> {
    const thisLook = ++latestLook;
    const found = await find();
    if (thisLook !== latestLook) return;
    current = found;
    last = found ?? last;
    changes.fire();
  }

  const lookQuietly = (): void => log.quietly('find the exercise of the active editor', look());
  const subscriptions = Disposable.from(
    changes,
    window.onDidChangeActiveTextEditor(lookQuietly),
    window.onDidChangeVisibleTextEditors(lookQuietly),
    course.onDidChange(lookQuietly),
  );
  return {
    get current() {
      return current;
    },
    get last() {
      return last;
    },
    onDidChange: changes.event,
    find,
    dispose: () => void subscriptions.dispose(),
  };
}

/** While a guide is in front there is no active text editor: then what stands beside it counts. */
function editorsByInterest(): readonly TextEditor[] {
  return window.activeTextEditor ? [window.activeTextEditor] : window.visibleTextEditors;
}
