import type { Language } from '../catalog/manifest';
import type { TextFile } from '../text-file';
import type { Alternative } from './alternative';

/** Characters of a line of the comment. */
const width = 100;

/** The files of an alternative; above the first of them stands a comment with its idea and what it trades. */
export function withAbout({ idea, trade, files }: Alternative, language: Language): readonly TextFile[] {
  const mark = language === 'sql' ? '--' : '//';
  const comment = [idea, trade].flatMap((text) => wrapped(text, width - mark.length - 1));
  return files.map(({ path, text }, index) => {
    const above = index === 0 ? comment.map((line) => `${mark} ${line}\n`).join('') + '\n' : '';
    return { path, text: above + text };
  });
}

function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
