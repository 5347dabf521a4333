import type { Concept } from './concepts';
import type { Flaw } from './flaw';

/** Fewer words than this tell no story. */
const leastWords = 8;

/** Deep concepts without a picture, pictures that tell nothing to those who can't see them, and such as the editor does not show. */
export function pictureFlaws({ title, line, lines, kind }: Concept): readonly Flaw[] {
  const flaws: Flaw[] = [];
  let count = 0;
  for (const { text, line: at, kind: where } of lines) {
    if (where !== 'text' && where !== 'folded') continue;
    for (const [, story = '', target = ''] of text.matchAll(/!\[([^\]]*)\]\(([^)\s]*)\)/g)) {
      count++;
      if (story.split(/\s+/).length < leastWords)
        flaws.push({
          line: at,
          message: `the text of ${target} tells too little: say what happens in the picture`,
        });
      if (target.startsWith('../'))
        flaws.push({
          line: at,
          message: `${target} lies above this file, and the editor shows only pictures beside or below it: move it`,
        });
    }
  }
  if (kind === 'deep' && count === 0)
    flaws.push({ line, message: `"${title}" has no picture; a deep concept has at least one` });
  return flaws;
}
