import { Range, Selection, TextEditorRevealType, window } from 'vscode';
import type { UpdateReport } from '../../../core/history/apply-update';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution, type Chosen } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { say } from '../../ui/message';
import { uriIn } from '../../course/file-uris';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import { undoButtons, type Rewrite } from '../history/rewrite';
import { showWritten } from '../history/show-written';

/** Merges what the course changed into the learner's files. Where both changed the same lines, the first such place is shown. */
export function applyUpdateCommand(course: Course, language: LanguageChoice, rewrite: Rewrite, log: Log) {
  return async (target: Target): Promise<UpdateReport> => {
    const chosen = await chooseSolution(course, language, target);
    const report = await rewrite(chosen, ({ app, attempt }) => app.applyUpdate(attempt));
    const [conflict] = report.conflicts;
    if (conflict !== undefined) await showConflict(chosen, conflict);
    const { title } = chosen.exercise.manifest;
    const text =
      report.changed.length === 0 ? words.updates.nothing(title, []) : words.updates.done(title, report);
    const severity = conflict === undefined ? 'information' : 'warning';
    const buttons = undoButtons(words.buttons.undo, chosen.solution, report);
    say(log, { severity, text, buttons });
    return report;
  };
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
