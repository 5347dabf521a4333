/** The lines of a Markdown text. */
export function linesOf(markdown: string): readonly string[] {
  return withoutMark(markdown).split(/\r?\n/);
}

/** The text without a byte order mark. */
export function withoutMark(markdown: string): string {
  return markdown.replace(/^\uFEFF/, '');
}

/** Tells of one line after the other whether it belongs to a block of code, the fences around it included. */
export function codeFinder(): (line: string) => boolean {
  let fence: string | undefined;
  return (line) => {
    if (fence !== undefined) {
      if (line.trim() === fence) fence = undefined;
      return true;
    }
    [, fence] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    return fence !== undefined;
  };
}
