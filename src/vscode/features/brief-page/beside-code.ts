import { commands, ViewColumn, window, type TextEditor, type WebviewPanel } from 'vscode';

/** Where a page belongs: beside the code where there is some, so that both can be read, and without taking the cursor from it. */
export function placeForPage(): { readonly viewColumn: ViewColumn; readonly preserveFocus: boolean } {
  const column = codeInView()?.viewColumn;
  if (column === undefined) return { viewColumn: ViewColumn.Active, preserveFocus: false };
  return { viewColumn: column === ViewColumn.One ? ViewColumn.Two : ViewColumn.One, preserveFocus: true };
}

/**
 * Shows a page that is open. One that the code covers is moved beside it by the editor's own command: `reveal` would move it as
 * well, but into a tab that the next preview takes.
 */
export async function revealBesideCode(panel: WebviewPanel): Promise<void> {
  const code = codeInView();
  if (!code || panel.viewColumn !== code.viewColumn) {
    panel.reveal(undefined, code !== undefined);
    return;
  }
  panel.reveal(undefined, false);
  await commands.executeCommand('workbench.action.moveEditorToRightGroup');
  await window.showTextDocument(code.document, { viewColumn: code.viewColumn, preview: false });
}

/** The code that one looks at. */
function codeInView(): (TextEditor & { readonly viewColumn: ViewColumn }) | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => hasColumn(editor));
}

function hasColumn(
  editor: TextEditor | undefined,
): editor is TextEditor & { readonly viewColumn: ViewColumn } {
  return editor?.viewColumn !== undefined;
}
