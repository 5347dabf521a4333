import MarkdownIt, { type Token } from 'markdown-it';
import { withoutMark } from '../guides/markdown-lines';
import type { Block, Heading, Outline, Row } from './outline';

/** Reads blocks alone: what stands inside lines is taken as it is written, and costs nothing. */
const reader = new MarkdownIt({ html: true });
reader.core.ruler.enableOnly(['normalize', 'block']);

/** Reads what a Markdown document is made of. */
export function readOutline(markdown: string): Outline {
  const tokens = reader.parse(withoutMark(markdown), {});
  const headings: Heading[] = [];
  const blocks: Block[] = [];
  let rows: Row[] | undefined;
  let row: { readonly line: number; readonly cells: string[] } = { line: 1, cells: [] };
  for (const [index, token] of tokens.entries()) {
    const line = (token.map?.[0] ?? 0) + 1;
    switch (token.type) {
      case 'heading_open':
        if (token.level > 0) break;
        headings.push({ title: contentOf(tokens[index + 1]), depth: Number(token.tag.slice(1)), line });
        break;
      case 'tr_open':
        row = { line, cells: [] };
        break;
      case 'th_open':
      case 'td_open':
        row.cells.push(contentOf(tokens[index + 1]));
        break;
      case 'tr_close':
        if (rows) rows.push(row);
        else blocks.push({ kind: 'table', line: row.line, header: row.cells, rows: (rows = []) });
        break;
      case 'table_close':
        rows = undefined;
        break;
      case 'fence':
        blocks.push({ kind: 'fence', line, info: token.info.trim(), lines: linesIn(token.content) });
        break;
      case 'paragraph_open':
        blocks.push({ kind: 'text', line, lines: withoutHtml(contentOf(tokens[index + 1])).split('\n') });
    }
  }
  return { headings, blocks };
}

function contentOf(token: Token | undefined): string {
  return token?.content.trim() ?? '';
}

function linesIn(content: string): readonly string[] {
  return content.replace(/\n$/, '').split('\n');
}

/** Text without comments and tags; lines stay where they are. */
function withoutHtml(text: string): string {
  const blank = (found: string): string => found.replace(/[^\n]/g, '');
  return text.replace(/<!--[^]*?(?:-->|$)/g, blank).replace(/<\/?[a-zA-Z][^<>]*>/g, blank);
}
