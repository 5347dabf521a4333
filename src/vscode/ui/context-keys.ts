import { commands, Disposable } from 'vscode';
import { stateOf } from '../../core/progress/progress';
import type { ActiveExercise } from '../course/active-exercise';
import type { Course } from '../course/course';
import type { Log } from './log';

/** The context keys that `when` clauses in package.json use. This is the only place that sets them. */
export interface ContextKeys {
  /** Whether the active editor shows a file of an exercise. */
  'codealong.activeExercise': boolean;
  /** Whether some check is running. */
  'codealong.checking': boolean;
  /** Whether the tree shows the weeks of one learning path only. */
  'codealong.filtered': boolean;
  /** Whether any exercise was ever started in this folder. */
  'codealong.hasStarted': boolean;
  /** Whether any exercise was ever solved in this folder. */
  'codealong.hasPassed': boolean;
}

export type SetContextKey = <Key extends keyof ContextKeys>(key: Key, value: ContextKeys[Key]) => void;

export function contextKeySetter(log: Log): SetContextKey {
  return (key, value) => log.quietly('set a context key', commands.executeCommand('setContext', key, value));
}

/** Keeps the keys that follow from the course and the active editor. */
export function keepContextKeys(
  set: SetContextKey,
  course: Course,
  active: ActiveExercise,
  log: Log,
): Disposable {
  async function follow(): Promise<void> {
    const progress = await course.progress();
    const states = Object.keys(progress.exercises).map((id) => stateOf(progress, id));
    set(
      'codealong.hasStarted',
      states.some((state) => state !== 'new'),
    );
    set(
      'codealong.hasPassed',
      states.some((state) => state === 'passed' || state === 'production-ready'),
    );
  }
  return Disposable.from(
    active.onDidChange(() => set('codealong.activeExercise', active.current !== undefined)),
    course.onDidChange(() => log.quietly('read the progress', follow())),
  );
}
