import { CodeAction, CodeActionKind, languages, type Disposable, type DocumentSelector } from 'vscode';
import { workingCopyOf } from '../../../core/authoring/working-copy-path';
import type { CommandId } from '../../commands/command-ids';
import { words } from '../../words';

const workingCopies: DocumentSelector = { scheme: 'file', pattern: '**/.author/*/*/**' };

/** Offers to record a mistake where an author writes it: in its working copy, as a quick fix. */
export function mistakeActions(): Disposable {
  return languages.registerCodeActionsProvider(
    workingCopies,
    {
      provideCodeActions: ({ uri }) => {
        const copy = workingCopyOf(uri.path);
        if (!copy) return [];
        const title = words.authoring.record(copy.mistake);
        const action = new CodeAction(title, CodeActionKind.QuickFix);
        const command: CommandId = 'codealong.recordMistake';
        action.command = { title, command, arguments: [uri] };
        return [action];
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
}
