import { codeFinder, linesOf } from '../guides/markdown-lines';

/** A part of a brief, from one heading of the second level to the next. What stands above the first has no heading. */
export interface BriefSection {
  readonly heading: string;
  /** 1, 2 or 3 where the section is a stage. */
  readonly stage?: number;
  /** Its lines, with that of the heading. */
  readonly lines: readonly string[];
}

/** The sections of a brief in order. Nothing in a block of code is a heading. */
export function sectionsOf(brief: string): readonly BriefSection[] {
  const sections: { heading: string; lines: string[] }[] = [{ heading: '', lines: [] }];
  const isCode = codeFinder();
  for (const line of linesOf(brief)) {
    const [, heading] = (!isCode(line) && /^## (.+)$/.exec(line)) || [];
    if (heading !== undefined) sections.push({ heading: heading.trim(), lines: [] });
    sections.at(-1)?.lines.push(line);
  }
  return sections.map((section) => {
    const [, stage] = /^Stage ([123])\b/.exec(section.heading) ?? [];
    return stage === undefined ? section : { ...section, stage: Number(stage) };
  });
}
