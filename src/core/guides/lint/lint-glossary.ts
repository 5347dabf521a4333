import { headingsOf } from '../markdown';
import type { Flaw } from './flaw';
import { guideLines } from './guide-lines';
import { visibleWords } from './words';

/** What needs more is a concept. */
const mostWords = 40;

/** Words of the glossary that are explained at too great a length, or not at all. */
export function glossaryFlaws(markdown: string): readonly Flaw[] {
  const words = headingsOf(markdown).filter(({ depth }) => depth === 2);
  const lines = guideLines(markdown);
  return words.flatMap(({ title, line }, index) => {
    const next = words[index + 1]?.line ?? lines.length + 1;
    const count = visibleWords(lines.slice(line, next - 1));
    if (count > 0 && count <= mostWords) return [];
    const message = `"${title}" is explained with ${count} words; take 1 to ${mostWords}, or make it a brief concept`;
    return [{ line, message }];
  });
}
