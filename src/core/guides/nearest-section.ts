import type { Section } from './section';

/**
 * The section that an anchor leads to, or a link to a guide such as briefs have. A part that is not there leads to the section
 * around it.
 */
export function nearestSection(sections: ReadonlyMap<string, Section>, named: string): Section | undefined {
  const [, path, fragment] = /(?:^|\/)(guides\/[^#]+\.md)(?:#(.*))?$/.exec(named) ?? [];
  return path === undefined ? sectionAt(sections, named) : sectionIn(sections, path, fragment);
}

function sectionAt(sections: ReadonlyMap<string, Section>, anchor: string): Section | undefined {
  const steps = anchor.split('/');
  for (let length = steps.length; length > 1; length--) {
    const section = sections.get(steps.slice(0, length).join('/'));
    if (section) return section;
  }
  return undefined;
}

function sectionIn(
  sections: ReadonlyMap<string, Section>,
  path: string,
  fragment: string | undefined,
): Section | undefined {
  const own = [...sections.values()].filter(({ file }) => file === path);
  return own.find((section) => section.fragment === fragment) ?? own[0];
}
