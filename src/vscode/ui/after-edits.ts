import { Disposable, window, workspace, type TextDocument } from 'vscode';

const quietMs = 250;

/** Calls `look` for each document that becomes visible, and for visible ones once their text has been quiet for a moment. */
export function afterEdits(look: (document: TextDocument) => void): Disposable {
  const waiting = new Map<TextDocument, NodeJS.Timeout>();

  function lookSoon(document: TextDocument): void {
    clearTimeout(waiting.get(document));
    waiting.set(
      document,
      setTimeout(() => {
        waiting.delete(document);
        if (isVisible(document)) look(document);
      }, quietMs),
    );
  }

  return Disposable.from(
    window.onDidChangeVisibleTextEditors((editors) => editors.forEach(({ document }) => look(document))),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isVisible(document)) lookSoon(document);
    }),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

function isVisible(document: TextDocument): boolean {
  return window.visibleTextEditors.some((editor) => editor.document === document);
}
