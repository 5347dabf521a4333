import { Range, Selection, TextEditorRevealType, window } from 'vscode';
import type { UpdateReport } from '../../../core/history/apply-update';
import type { Target } from '../../commands/target';
import { chooseSolution, type Chosen } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import { say } from '../../ui/message';
import { words } from '../../words';
import { rewrite, undoButtons } from '../history/rewrite';
import { showWritten } from '../history/show-written';
import type { Parts } from '../parts';

/** Merges what the course changed into the learner's files. Where both changed the same lines, the first such place is shown. */
export async function applyUpdate(parts: Parts, target: Target): Promise<UpdateReport> {
  const chosen = await chooseSolution(parts, target);
  const report = await rewrite(parts, chosen, ({ app, attempt }) => app.applyUpdate(attempt));
  const [conflict] = report.conflicts;
  if (conflict !== undefined) await showConflict(chosen, conflict);
  const { title } = chosen.exercise.manifest;
  const { nothing, done } = words.updates;
  say(parts.log, {
    severity: conflict === undefined ? 'information' : 'warning',
    text: report.changed.length === 0 ? nothing(title, []) : done(title, report),
    buttons: undoButtons(words.buttons.undo, chosen.solution, report),
  });
  return report;
}

/** Shows the first place in a file where the learner has to choose. */
async function showConflict({ solution, attempt }: Chosen, path: string): Promise<void> {
  const { folder } = solution;
  const editor = await window.showTextDocument(uriIn(folder, path), { preview: false });
  // It may still show the text from before, which has no such place.
  await showWritten(folder, attempt.folder, [path]);
  const { document } = editor;
  const start = document.positionAt(Math.max(0, document.getText().search(/^<<<<<<< /m)));
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, start), TextEditorRevealType.InCenter);
}
