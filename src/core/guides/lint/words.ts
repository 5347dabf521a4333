import type { GuideLine } from './guide-lines';

/** The words of the lines that everybody reads: not those of folded answers, code, comments, addresses and alternative texts. */
export function visibleWords(lines: readonly GuideLine[]): number {
  const texts = lines.filter(({ kind }) => kind === 'text').map(({ text }) => withoutTargets(text));
  return texts.join('\n').match(/[\p{L}\d][\p{L}\d.,'’/-]*/gu)?.length ?? 0;
}

function withoutTargets(text: string): string {
  return text.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\]\([^)]*\)/g, ']');
}
