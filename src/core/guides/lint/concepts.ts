import GithubSlugger from 'github-slugger';
import { headingsOf } from '../markdown';
import type { Flaw } from './flaw';
import { guideLines, type GuideLine } from './guide-lines';
import type { SectionPlan } from './section-plan';

export type ConceptKind = 'deep' | 'brief' | 'practice';

/** What stands under one heading of a section. */
export interface Concept {
  readonly title: string;
  readonly kind: ConceptKind;
  /** The line of its heading. */
  readonly line: number;
  /** Its lines, without the heading. */
  readonly lines: readonly GuideLine[];
}

interface Headed {
  readonly title: string;
  readonly fragment: string;
  readonly line: number;
  readonly lines: readonly GuideLine[];
}

/** The concepts of a section, and headings that the plan does not know or that are not there. */
export function conceptsOf(markdown: string, plan: SectionPlan) {
  const headed = underHeadings(markdown);
  const flaws: Flaw[] = [];
  const concepts = headed.flatMap(({ fragment, ...rest }): Concept[] => {
    const kind = kindOf(rest.title, fragment, plan);
    if (kind) return [{ ...rest, kind }];
    const message = `the plan does not say whether "${rest.title}" is deep or brief; list ${fragment} there`;
    flaws.push({ line: rest.line, message });
    return [];
  });
  for (const fragment of [...plan.deep, ...plan.brief].filter(
    (one) => !headed.some((other) => other.fragment === one),
  ))
    flaws.push({ line: 1, message: `there is no heading for ${fragment}, which the plan lists` });
  if (concepts.at(-1)?.kind !== 'practice')
    flaws.push({
      line: headed.at(-1)?.line ?? 1,
      message: 'the section ends without "## Practice": its exercises, and a question to answer aloud',
    });
  return { concepts, flaws };
}

function kindOf(title: string, fragment: string, { deep, brief }: SectionPlan): ConceptKind | undefined {
  if (deep.includes(fragment)) return 'deep';
  if (brief.includes(fragment)) return 'brief';
  return title.startsWith('Practice') ? 'practice' : undefined;
}

function underHeadings(markdown: string): readonly Headed[] {
  const slugger = new GithubSlugger();
  const all = headingsOf(markdown).map((heading) => ({ ...heading, fragment: slugger.slug(heading.title) }));
  const lines = guideLines(markdown);
  const tops = all.filter(({ depth }) => depth === 2);
  return tops.map(({ title, fragment, line }, index) => ({
    title,
    fragment,
    line,
    lines: lines.slice(line, (tops[index + 1]?.line ?? lines.length + 1) - 1),
  }));
}
