import { Range, TextEditorRevealType, ViewColumn, window, type Uri } from 'vscode';
import { exerciseMarks } from '../../../core/annotations/marks';
import type { Course } from '../../course/course';
import { pathIn } from '../../course/file-uris';

/**
 * Shows the learner's file where code is already shown, so that it does not cover the guide beside it. A file that was
 * not on screen opens at what is to be written.
 */
export async function showCode(course: Course, uri: Uri): Promise<void> {
  const [code] = window.activeTextEditor ? [window.activeTextEditor] : window.visibleTextEditors;
  const isOnScreen = window.visibleTextEditors.some(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  const editor = await window.showTextDocument(uri, {
    viewColumn: code?.viewColumn ?? ViewColumn.One,
    preview: false,
  });
  const folder = course.folders.current();
  const path = folder && pathIn(folder, uri);
  if (isOnScreen || path === undefined) return;
  const marks = await exerciseMarks(await course.catalog(), path, editor.document.getText());
  const main = marks.find((found) => found.main !== undefined)?.main;
  if (!main || editor.selection.active.line > 0) return;
  const start = editor.document.positionAt(main.start);
  editor.revealRange(new Range(start, start), TextEditorRevealType.InCenter);
}
