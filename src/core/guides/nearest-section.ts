import type { Section } from './section';

/** The section that an anchor leads to. A part that is not there leads to the section around it. */
export function nearestSection(sections: ReadonlyMap<string, Section>, anchor: string): Section | undefined {
  const steps = anchor.split('/');
  for (let length = steps.length; length > 1; length--) {
    const section = sections.get(steps.slice(0, length).join('/'));
    if (section) return section;
  }
  return undefined;
}
