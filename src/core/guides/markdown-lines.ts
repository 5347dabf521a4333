/** The lines of a Markdown text. */
export function linesOf(markdown: string): readonly string[] {
  return withoutMark(markdown).split(/\r?\n/);
}

/** The text without a byte order mark. */
export function withoutMark(markdown: string): string {
  return markdown.replace(/^\uFEFF/, '');
}
