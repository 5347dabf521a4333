import { Uri } from 'vscode';
import type { Notice } from '../core/progress/progress-keeper';
import type { Log } from './log';
import { showMessage } from './message';
import { words } from './words';

/** Tells the learner what they should know although what they asked for goes on, with the file beside it. */
export function noticeTeller(log: Log): (notice: Notice) => void {
  return ({ message, path, location }) => {
    const file = Uri.joinPath(Uri.file(location), ...path.split('/'));
    const open = { title: words.buttons.openFile, command: 'vscode.open', arguments: [file] };
    log.info(message);
    log.quietly('show a message', showMessage({ severity: 'warning', text: message, buttons: [open] }));
  };
}
