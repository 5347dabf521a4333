import {
  Disposable,
  OverviewRulerLane,
  ThemeColor,
  Uri,
  window,
  type Event,
  type TextDocument,
} from 'vscode';
import { afterEdits } from '../../ui/after-edits';
import type { Log } from '../../ui/log';
import { rangeOf } from '../checking/code-locations';
import { allMarks, type MarkFinder } from './document-marks';

/**
 * Marks annotated symbols in every visible editor, and follows them when the text changes: in the gutter, and by dots
 * below the symbol, because the editor shows only one icon a line and a test's icon comes first.
 */
export function gutterMarks(
  extensionUri: Uri,
  marks: MarkFinder,
  changed: Event<void>,
  log: Log,
): Disposable {
  const icon = (theme: string): Uri => Uri.joinPath(extensionUri, 'media', `guide-mark-${theme}.svg`);
  const decoration = window.createTextEditorDecorationType({
    gutterIconSize: '70%',
    textDecoration: 'underline dotted 1px; text-underline-offset: 3px',
    light: { gutterIconPath: icon('light') },
    dark: { gutterIconPath: icon('dark') },
    overviewRulerColor: new ThemeColor('charts.blue'),
    overviewRulerLane: OverviewRulerLane.Left,
  });

  async function mark(document: TextDocument): Promise<void> {
    const { version } = document;
    const found = allMarks(await marks.of(document));
    if (document.version !== version) return;
    const ranges = found.map(({ span }) => rangeOf(document, span));
    for (const editor of window.visibleTextEditors) {
      if (editor.document === document) editor.setDecorations(decoration, ranges);
    }
  }

  const markQuietly = (document: TextDocument): void => log.quietly('mark annotated symbols', mark(document));
  const markAll = (): void => window.visibleTextEditors.forEach(({ document }) => markQuietly(document));
  return Disposable.from(decoration, afterEdits(markQuietly), changed(markAll));
}
