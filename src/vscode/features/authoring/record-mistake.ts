import { ProgressLocation, Uri, window, workspace } from 'vscode';
import { workingCopyOf, workingCopyPath } from '../../../core/authoring/working-copy-path';
import { languages } from '../../../core/catalog/manifest';
import { say } from '../../ui/message';
import { Refusal } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';

/** Writes down the mistake of the working copy that `file` belongs to, and opens what was written. */
export async function recordMistake({ context, course, log }: Parts, file: unknown): Promise<void> {
  const copy = file instanceof Uri ? workingCopyOf(file.path) : undefined;
  if (!copy || !(file instanceof Uri)) throw new TypeError('This command needs a file of a working copy.');
  const { exercise, mistake } = copy;
  const pack = file.with({ path: copy.pack });
  await saveFilesIn(Uri.joinPath(pack, workingCopyPath(copy)));
  const { loadAuthoring, diskFolder } = await import('../../../node');
  const distLocation = Uri.joinPath(context.extensionUri, 'dist').fsPath;
  const title = words.authoring.recording(mistake);
  const recorded = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      const author = await loadAuthoring(distLocation);
      return author.recordMistake({
        ...{ pack: diskFolder(pack.fsPath), distLocation, exercise, mistake },
        signal: cancelled.signal,
      });
    },
  );
  course.changed();
  await window.showTextDocument(Uri.joinPath(pack, recorded.file));
  const rejections = languages.flatMap((language) => {
    const { label } = words.languages[language];
    const failed = recorded.failed[language];
    const why = recorded.notJudged[language];
    if (failed) return [words.authoring.rejectedBy(label, failed)];
    return why === undefined ? [] : [words.authoring.notJudged(label, why)];
  });
  say(log, { text: words.authoring.recorded(recorded.file, rejections) });
}

async function saveFilesIn(folder: Uri): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (!document.isDirty || !document.uri.path.startsWith(`${folder.path}/`)) continue;
    const saved = await document.save();
    if (!saved)
      throw new Refusal('not-saved', words.authoring.notSaved(workspace.asRelativePath(document.uri)));
  }
}
