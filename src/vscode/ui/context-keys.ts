import { commands } from 'vscode';
import type { Log } from './log';

/** The context keys that `when` clauses in package.json use. */
export interface ContextKeys {
  /** Whether the active editor shows a file of an exercise. */
  'codealong.activeExercise': boolean;
  /** Whether some check is running. */
  'codealong.checking': boolean;
  /** Whether the tree shows the weeks of one learning path only. */
  'codealong.filtered': boolean;
  /** Whether any exercise was ever started in this folder. */
  'codealong.hasStarted': boolean;
  /** Whether the code of any exercise was judged in this folder. */
  'codealong.hasChecked': boolean;
  /** Whether a section of the guides was opened in this window. */
  'codealong.hasReadGuide': boolean;
}

/** Sets a context key. ESLint lets no other file do it. */
export function setContextKey<Key extends keyof ContextKeys>(
  log: Log,
  key: Key,
  value: ContextKeys[Key],
): void {
  log.quietly('set a context key', commands.executeCommand('setContext', key, value));
}
