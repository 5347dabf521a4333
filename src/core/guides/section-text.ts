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

/** The section that an anchor leads to. A part that is not there leads to the section around it. */
export function nearestSection(sections: ReadonlyMap<string, Section>, anchor: string): Section | undefined {
  const steps = anchor.split('/');
  for (let length = steps.length; length > 1; length--) {
    const section = sections.get(steps.slice(0, length).join('/'));
    if (section) return section;
  }
  return undefined;
}
