import { posix } from 'node:path';
import { commands, TabInputWebview, window, type Uri } from 'vscode';

/**
 * Shows Markdown in the editor's own preview, scrolled to the heading that the uri's fragment names: beside the code when
 * there is some, so that both can be read. The preview takes its place from the active text editor, so that comes first.
 */
export async function showMarkdown(uri: Uri): Promise<void> {
  const code =
    window.activeTextEditor ?? window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  if (!code) {
    await commands.executeCommand('markdown.showPreview', uri);
    return;
  }
  const { document, viewColumn } = code;
  await window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
  await closePreviewAmongCode(uri);
  await commands.executeCommand('markdown.showPreviewToSide', uri);
}

/** A preview that was opened while there was no code would stay behind the code as a twin of the one beside it. */
async function closePreviewAmongCode(uri: Uri): Promise<void> {
  const file = posix.basename(uri.path);
  const twins = window.tabGroups.activeTabGroup.tabs.filter(
    ({ input, label }) =>
      input instanceof TabInputWebview && input.viewType.endsWith('markdown.preview') && label.endsWith(file),
  );
  await window.tabGroups.close(twins, true);
}
