import GithubSlugger from 'github-slugger';
import type { Folder } from '../ports';
import { guideFiles, type Phase } from './guide-files';
import { headingsOf } from './markdown';
import type { Section } from './section';

/** Where headings went that have had another anchor before: the present anchor by each former one. */
export type MovedAnchors = ReadonlyMap<string, string>;

/** Every section of the guides that exist, by anchor; a former anchor leads to the section of today. */
export async function guideSections(
  pack: Folder,
  phases: readonly Phase[],
  moved: MovedAnchors = new Map(),
): Promise<ReadonlyMap<string, Section>> {
  const sections = new Map<string, Section>();
  for (const phase of phases) {
    for (const { path, section } of await guideFiles(pack, phase)) {
      const depth = section === undefined ? 2 : 1;
      for (const found of sectionsOf(await pack.read(path), path, phase.number, depth))
        sections.set(found.anchor, found);
    }
  }
  for (const [former, anchor] of moved) {
    const section = sections.get(anchor);
    if (section && !sections.has(former)) sections.set(former, section);
  }
  return sections;
}

/**
 * The sections of one file: a heading `1.2 Title` has the anchor `phase-1/1.2`, and a heading below it adds its own fragment,
 * `phase-1/1.2/title`. Numbered headings are those of `depth`: 2 in a phase's page, 1 in the file of a section. Headings in code
 * blocks do not count.
 */
export function sectionsOf(
  markdown: string,
  file: string,
  phase: number,
  depth: 1 | 2 = 2,
): readonly Section[] {
  const slugger = new GithubSlugger();
  const sections: Section[] = [];
  let numbered: string | undefined;
  for (const heading of headingsOf(markdown)) {
    const { title, line } = heading;
    const fragment = slugger.slug(title);
    const isTop = heading.depth === depth;
    if (isTop) numbered = /^(\d+\.\d+) /.exec(title)?.[1];
    if (numbered === undefined || heading.depth < depth) continue;
    const anchor = isTop ? `phase-${phase}/${numbered}` : `phase-${phase}/${numbered}/${fragment}`;
    sections.push({ anchor, file, title, fragment, line });
  }
  return sections;
}
