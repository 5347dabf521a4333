import { codeFinder, linesOf } from '../markdown-lines';

/** Where a line of a guide stands: read by all, in a folded answer, in code, or in a comment that nobody sees. */
type LineKind = 'text' | 'folded' | 'code' | 'comment';

/** A line of a guide, and its number from 1. */
export interface GuideLine {
  readonly text: string;
  readonly line: number;
  readonly kind: LineKind;
}

/** The lines of a guide. Code in a folded answer is code. */
export function guideLines(markdown: string): readonly GuideLine[] {
  const isCode = codeFinder();
  let [isFolded, isComment] = [false, false];
  return linesOf(markdown).map((text, index) => {
    const at = { text, line: index + 1 };
    if (isCode(text)) return { ...at, kind: 'code' };
    if (text.startsWith('<!--')) isComment = true;
    if (isComment) {
      if (text.includes('-->')) isComment = false;
      return { ...at, kind: 'comment' };
    }
    if (opensFold(text)) isFolded = true;
    const kind: LineKind = isFolded ? 'folded' : 'text';
    if (text.includes('</details>')) isFolded = false;
    return { ...at, kind };
  });
}

/** Whether a folded answer begins in this line. */
export function opensFold(text: string): boolean {
  return text.startsWith('<details');
}
