import MarkdownIt, { type Token } from 'markdown-it';
import { withoutMark } from './markdown-lines';

/** Reads Markdown as VS Code's own preview does. */
const reader = new MarkdownIt({ html: true });
/** The same without what stands inside lines: enough for headings, and several times as fast. */
const outliner = new MarkdownIt({ html: true });
outliner.core.ruler.enableOnly(['normalize', 'block']);

/** A heading: how deep it is, its source text, and its line, from 1. */
export interface Heading {
  readonly depth: number;
  readonly title: string;
  readonly line: number;
}

/** The headings of a Markdown text, in order. */
export function headingsOf(markdown: string): readonly Heading[] {
  const tokens = outliner.parse(withoutMark(markdown), {});
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open' || token.level > 0) return [];
    const title = tokens[index + 1]?.content ?? '';
    return [{ depth: Number(token.tag.slice(1)), title, line: (token.map?.[0] ?? 0) + 1 }];
  });
}

/** Where a link or an image leads, and its line, from 1. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** The links and images of a Markdown text, in order. */
export function linksOf(markdown: string): readonly Link[] {
  return reader.parse(withoutMark(markdown), {}).flatMap(linksIn);
}

function linksIn({ children, map }: Token): readonly Link[] {
  let line = (map?.[0] ?? 0) + 1;
  return (children ?? []).flatMap((child) => {
    if (child.type === 'softbreak' || child.type === 'hardbreak') line++;
    const target = child.attrGet('href') ?? child.attrGet('src');
    return target === null ? [] : [{ target: decodeURI(String(target)), line }];
  });
}
