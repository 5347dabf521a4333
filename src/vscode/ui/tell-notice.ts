import { Uri } from 'vscode';
import type { Tell } from '../../core/notice';
import type { Log } from './log';
import { say, type Button } from './message';
import { words } from '../words';

/** Tells the learner what they should know although what they asked for goes on, with the file beside it. */
export function noticeTeller(log: Log): Tell {
  return ({ message, path, location }) => {
    const buttons = path === undefined ? [] : [openButton(location, path)];
    log.info(message);
    say(log, { severity: 'warning', text: message, buttons });
  };
}

function openButton(location: string, path: string): Button {
  const file = Uri.joinPath(Uri.file(location), ...path.split('/'));
  return { title: words.buttons.openFile, command: 'vscode.open', arguments: [file] };
}
