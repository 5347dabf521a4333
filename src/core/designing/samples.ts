import { headingsOf } from '../guides/markdown';
import { linesOf } from '../guides/markdown-lines';
import { marks, type Mark } from '../progress/progress';

/** A sample of each mark, as Markdown. */
export type Samples = Readonly<Record<Mark, string>>;

/** Where the samples of an exercise lie in the pack. */
export const samplesFile = 'samples.md';

/**
 * The samples in a `samples.md`, by criterion: a second-level heading is the criterion's id, and each third-level heading a mark.
 * A mark without a sample has the empty text.
 */
export function parseSamples(markdown: string): ReadonlyMap<string, Samples> {
  const lines = linesOf(markdown);
  const headings = headingsOf(markdown).filter(({ depth }) => depth <= 3);
  const samples = new Map<string, Samples>();
  let criterion = '';
  for (const [index, { title, depth, line }] of headings.entries()) {
    if (depth === 2) samples.set((criterion = title), { 0: '', 1: '', 2: '', 3: '' });
    const mark = depth === 3 ? marks.find((one) => String(one) === title) : undefined;
    const known = samples.get(criterion);
    if (mark === undefined || !known) continue;
    const next = headings[index + 1];
    const text = lines
      .slice(line, next && next.line - 1)
      .join('\n')
      .trim();
    samples.set(criterion, { ...known, [mark]: text });
  }
  return samples;
}
