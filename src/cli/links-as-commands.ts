import { posix } from 'node:path';
import { nearestSection } from '../core/guides/nearest-section';
import type { Section } from '../core/guides/section';

/** A link to another file or heading of the pack, and not a picture. */
const link = /(?<!!)\[([^[\]]+)\]\(((?![a-z]+:)[^)\s]+)\)/g;

/**
 * A text of the course for a terminal, where nobody follows a link: one to a section or a brief becomes the command that prints
 * it. `file` is the text's own path in the pack.
 */
export function linksAsCommands(
  markdown: string,
  file: string,
  sections: ReadonlyMap<string, Section>,
): string {
  return markdown.replace(link, (whole, words: string, target: string) => {
    const leadsTo = target.startsWith('#') ? file + target : posix.join(posix.dirname(file), target);
    const command = commandFor(leadsTo, sections);
    return command === undefined ? whole : `${words} (\`codealong ${command}\`)`;
  });
}

function commandFor(target: string, sections: ReadonlyMap<string, Section>): string | undefined {
  const [, id] = /([^/]+)\/brief\.md$/.exec(target) ?? [];
  if (id !== undefined) return `brief ${id}`;
  const section = nearestSection(sections, target);
  return section && `guide ${section.anchor}`;
}
