import { languages, type Language } from '../catalog/manifest';
import type { Edit, HunkLine, Mistake } from './mistake';

const width = 120;

/** A mistake as the Markdown of its file. */
export function writeMistake({ title, story, rejectedBy, edits, onlyIn }: Mistake): string {
  const parts = [`# ${title}`, ...(story === '' ? [] : [story]), ...rejections(rejectedBy)];
  if (onlyIn) parts.push(`Only in: ${quoted(onlyIn)}`);
  for (const language of languages) {
    const edit = edits[language];
    if (edit) parts.push(writeEdit(language, edit));
  }
  return `${parts.join('\n\n')}\n`;
}

/** An edit as the code block of a mistake's file. */
function writeEdit(
  language: Language,
  { over, hunks, added }: Pick<Edit, 'over' | 'hunks' | 'added'>,
): string {
  const lines: string[] = [];
  let file: string | undefined;
  for (const [index, hunk] of hunks.entries()) {
    const named = hunk.file !== undefined && hunk.file !== file;
    if (named) lines.push(`@@ ${hunk.file}`);
    else if (index > 0) lines.push('@@');
    file = hunk.file ?? file;
    lines.push(...hunk.lines.map(writeLine));
  }
  for (const { path, text } of added) {
    lines.push(
      `+++ ${path}`,
      ...text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `+${line}`),
    );
  }
  const fence = lines.some((line) => line.includes('```')) ? '````' : '```';
  return [`${fence}diff ${language}${over === undefined ? '' : ` over ${over}`}`, ...lines, fence].join('\n');
}

function writeLine({ kind, text }: HunkLine): string {
  return kind === ' ' && text === '' ? '' : kind + text;
}

/** One line for all languages, and one for each that differs. */
function rejections(rejectedBy: Mistake['rejectedBy']): readonly string[] {
  const [first, ...others] = languages.flatMap((language) => {
    const ids = rejectedBy[language];
    return ids ? [{ language, ids }] : [];
  });
  if (!first) return [];
  const differing = others.filter(({ ids }) => quoted(ids) !== quoted(first.ids));
  return [
    wrapped(`Rejected by: ${quoted(first.ids)}`),
    ...differing.map(({ language, ids }) => wrapped(`Rejected by (${language}): ${quoted(ids)}`)),
  ];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** Text in lines of at most `width` characters, where its words allow it. */
export function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
