import { Hover, type MarkdownString, type Position, type TextDocument } from 'vscode';
import type { Mark } from '../../../core/annotations/marks';
import { asMarkdown, guideMarkdown, sectionUri } from '../../ui/guide-links';
import { words } from '../../words';
import { rangeOf } from '../checking/code-locations';
import { allMarks, type DocumentMarks } from './document-marks';

/** The note on an annotated symbol, with the way to the guide. */
export function hoverAt(document: TextDocument, position: Position, marks: DocumentMarks): Hover | undefined {
  const mark = allMarks(marks).find(({ span }) => rangeOf(document, span).contains(position));
  return mark && new Hover(noteOf(mark), rangeOf(document, mark.span));
}

function noteOf({ note, guide }: Mark): MarkdownString {
  const link = `[${words.guideLabel(guide)}](${sectionUri(guide).toString()})`;
  return guideMarkdown().appendMarkdown(`${asMarkdown(note)}\n\n${link}`);
}
