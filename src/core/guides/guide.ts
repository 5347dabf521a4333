import GithubSlugger from 'github-slugger';
import type { Folder } from '../ports';
import { headingsOf } from './markdown';
import type { Section } from './section';

/** A phase of the course, and the file of its guide where there is one. */
interface Phase {
  readonly number: number;
  readonly guide?: string | undefined;
}

/** Every section of the guides that exist, by anchor. */
export async function guideSections(
  pack: Folder,
  phases: readonly Phase[],
): Promise<ReadonlyMap<string, Section>> {
  const sections = new Map<string, Section>();
  for (const phase of phases) {
    if (phase.guide === undefined) continue;
    const file = `guides/${phase.guide}`;
    if ((await pack.kind(file)) !== 'file') continue;
    for (const section of sectionsOf(await pack.read(file), file, phase.number))
      sections.set(section.anchor, section);
  }
  return sections;
}

/**
 * The sections of one guide: `## 1.2 Title` has the anchor `phase-1/1.2`, and a heading below it adds its own fragment,
 * `phase-1/1.2/title`. Headings in code blocks do not count.
 */
export function sectionsOf(markdown: string, file: string, phase: number): readonly Section[] {
  const slugger = new GithubSlugger();
  const sections: Section[] = [];
  let numbered: string | undefined;
  for (const { depth, title, line } of headingsOf(markdown)) {
    const fragment = slugger.slug(title);
    if (depth === 2) numbered = /^(\d+\.\d+) /.exec(title)?.[1];
    if (numbered === undefined || depth === 1) continue;
    const anchor = depth === 2 ? `phase-${phase}/${numbered}` : `phase-${phase}/${numbered}/${fragment}`;
    sections.push({ anchor, file, title, fragment, line });
  }
  return sections;
}
