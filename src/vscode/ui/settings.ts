import { workspace, type Uri } from 'vscode';

/** The settings that are on or off, by their names after `codealong.`; package.json says what each does and its default. */
type Switch = 'lenses' | 'celebrate' | 'checkOnSave' | 'inlineMessages';

/** Whether a setting is on for a file or a folder. */
export function setting(name: Switch, scope: Uri): boolean {
  return workspace.getConfiguration('codealong', scope).get<boolean>(name) === true;
}
