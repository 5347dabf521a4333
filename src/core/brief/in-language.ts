import { codeLanguages, type Language } from '../catalog/manifest';
import { linesOf } from '../guides/markdown-lines';

/** A line that begins or ends what only one language needs. */
const opening = new RegExp(`^:::(${codeLanguages.join('|')})\\s*$`);
const closing = /^:::\s*$/;

/** A line of a brief with its number there, from 1. */
export interface BriefLine {
  readonly text: string;
  readonly line: number;
}

/**
 * The lines of a brief for a learner of one language: what stands between `:::go` and `:::` is left out for everybody else,
 * and so are these lines themselves.
 */
export function linesFor(markdown: string, language: Language): readonly BriefLine[] {
  let part: string | undefined;
  return linesOf(markdown).flatMap((text, index) => {
    const [, begun] = opening.exec(text) ?? [];
    const isMark = begun !== undefined || (part !== undefined && closing.test(text));
    if (isMark) part = begun;
    return isMark || (part !== undefined && part !== language) ? [] : [{ text, line: index + 1 }];
  });
}

/** What is wrong with the parts of a brief, by line, from 1. */
export function partProblems(markdown: string) {
  const problems: { readonly line: number; readonly message: string }[] = [];
  let begun: number | undefined;
  for (const [index, line] of linesOf(markdown).entries()) {
    if (!line.startsWith(':::')) continue;
    const complain = (message: string): void => void problems.push({ line: index + 1, message });
    if (opening.test(line)) {
      if (begun !== undefined) complain(`the part of line ${begun} is still open; end it with ":::" first`);
      begun = index + 1;
    } else if (!closing.test(line)) complain(`"${line}" begins no part: write ":::typescript" or ":::go"`);
    else if (begun === undefined) complain('":::" ends a part that never began');
    else begun = undefined;
  }
  if (begun !== undefined)
    problems.push({ line: begun, message: 'this part is never ended; add a line ":::"' });
  return problems;
}
