import type { TextFile } from '../text-file';
import type { Edit, Hunk, HunkLine, MistakeProblem } from './mistake';

/** The lines of one `diff` block; `line` is the number of the first of them in the file, from 1. */
export interface WrittenEdit {
  readonly lines: readonly string[];
  readonly line: number;
  readonly over?: string | undefined;
}

interface OpenHunk {
  readonly file: string | undefined;
  readonly lines: HunkLine[];
  readonly line: number;
}

/**
 * Reads an edit: lines with `-`, `+` or a space before them, hunks parted by `@@`, `@@ http.ts` where the file changes, and
 * `+++ path` before the lines of a whole new file. There are no line numbers.
 */
export function parseEdit(written: WrittenEdit): {
  readonly edit: Edit;
  readonly problems: readonly MistakeProblem[];
} {
  const hunks: Hunk[] = [];
  const added: TextFile[] = [];
  const problems: MistakeProblem[] = [];
  let file: string | undefined;
  let hunk: OpenHunk | undefined;
  let whole: { readonly path: string; readonly lines: string[] } | undefined;

  const close = (): void => {
    if (whole) added.push({ path: whole.path, text: `${whole.lines.join('\n')}\n` });
    if (hunk && hunk.lines.length > 0) {
      const { file: inFile, lines, line } = hunk;
      hunks.push({ ...(inFile !== undefined && { file: inFile }), lines, line });
      problems.push(...hunkProblems(hunk));
    }
    hunk = undefined;
    whole = undefined;
  };

  for (const [index, text] of written.lines.entries()) {
    const line = written.line + index;
    const [, path] = /^\+\+\+ (\S+)$/.exec(text) ?? [];
    if (path !== undefined) {
      close();
      whole = { path, lines: [] };
    } else if (text.startsWith('@@')) {
      close();
      file = text.slice(2).trim() || file;
    } else if (whole && text.startsWith('+')) whole.lines.push(text.slice(1));
    else if (whole) problems.push({ line, message: 'a line of a new file begins with "+"' });
    else {
      hunk ??= { file, lines: [], line };
      const kind = text === '' ? ' ' : text.charAt(0);
      if (kind === ' ' || kind === '-' || kind === '+') hunk.lines.push({ kind, text: text.slice(1) });
      else problems.push({ line, message: 'a line of an edit begins with "-", "+" or a space' });
    }
  }
  close();
  if (hunks.length === 0 && added.length === 0)
    problems.push({ line: written.line, message: 'the edit is empty' });
  const { over, line } = written;
  return { edit: { ...(over !== undefined && { over }), hunks, added, line }, problems };
}

function hunkProblems({ lines, line }: OpenHunk): readonly MistakeProblem[] {
  if (lines.every(({ kind }) => kind === ' ')) return [{ line, message: 'these lines change nothing' }];
  if (lines.every(({ kind }) => kind === '+'))
    return [
      { line, message: 'nothing says where these lines go: add a line of context, with a space before it' },
    ];
  return [];
}
