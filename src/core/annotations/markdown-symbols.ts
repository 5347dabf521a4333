import { plainTitle } from '../designs/outline';
import type { Span } from './code';

/** Finds the text of a heading in Markdown. Headings in code blocks are none. */
export function findInMarkdown(text: string, title: string): Span | undefined {
  const wanted = plainTitle(title);
  let fence: string | undefined;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    const [, marker] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === undefined) fence = marker;
    else if (line.trim() === fence) fence = undefined;
    const [, before = '', heading = ''] =
      /^(\uFEFF? {0,3}#{1,6}[ \t]+)(.*?)(?:[ \t]+#+)?[ \t\r]*$/.exec(line) ?? [];
    if (fence !== undefined || heading === '' || plainTitle(heading) !== wanted) continue;
    const start = index + before.length;
    return { start, end: start + heading.length };
  }
  return undefined;
}
