import { headingsOf } from './markdown';
import { linesOf } from './markdown-lines';
import type { Section } from './section';

/** What a guide says in a section: from its heading to the next one that is no deeper. */
export function sectionText(markdown: string, { line }: Pick<Section, 'line'>): string {
  const headings = headingsOf(markdown);
  const depth = headings.find((heading) => heading.line === line)?.depth ?? 1;
  const next = headings.find((heading) => heading.line > line && heading.depth <= depth);
  return linesOf(markdown)
    .slice(line - 1, next && next.line - 1)
    .join('\n')
    .trimEnd();
}
