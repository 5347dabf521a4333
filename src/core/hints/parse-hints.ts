import { headingsOf } from '../guides/markdown';
import { linesOf } from '../guides/markdown-lines';
import type { Hint } from './hint';

/** A hint where it stands: `line` is that of its heading, from 1. */
export interface WrittenHint extends Hint {
  readonly line: number;
}

const helpsWith = 'Helps with: ';

/**
 * The hints in a `hints.md`, in order: each second-level heading is one, and a first paragraph `Helps with: …` names checks in
 * backquotes. Headings in code blocks do not count.
 */
export function parseHints(markdown: string): readonly WrittenHint[] {
  const lines = linesOf(markdown);
  const headings = headingsOf(markdown).filter(({ depth }) => depth === 2);
  return headings.map(({ title, line }, index) => {
    const next = headings[index + 1];
    const body = lines
      .slice(line, next && next.line - 1)
      .join('\n')
      .trim();
    const [first = ''] = body.split(/\n{2,}/);
    if (!first.startsWith(helpsWith)) return { title, line, text: body, helps: [] };
    const helps = [...first.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id);
    return { title, line, text: body.slice(first.length).trim(), helps };
  });
}
