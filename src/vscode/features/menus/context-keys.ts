import { Disposable } from 'vscode';
import { stateOf, type TrackProgress } from '../../../core/progress/progress';
import { setContextKey } from '../../ui/context-keys';
import type { Parts } from '../parts';

/** Keeps the context keys that follow from the course and the active editor: menus and the walkthrough ask for them. */
export function keepContextKeys({ course, active, log }: Parts): Disposable {
  async function follow(): Promise<void> {
    const progress = await course.progress();
    const states = Object.keys(progress.exercises).map((id) => stateOf(progress, id));
    const tracks = Object.values(progress.exercises).flatMap(
      (exercise) => Object.values(exercise.tracks) as TrackProgress[],
    );
    const hasStarted = states.some((state) => state !== 'new');
    setContextKey(log, 'codealong.hasStarted', hasStarted);
    setContextKey(
      log,
      'codealong.hasChecked',
      tracks.some(({ verdict }) => verdict !== undefined),
    );
  }
  return Disposable.from(
    active.onDidChange(() => setContextKey(log, 'codealong.activeExercise', active.current !== undefined)),
    course.onDidChange(() => log.quietly('read the progress', follow())),
  );
}
