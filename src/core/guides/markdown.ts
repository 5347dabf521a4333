/** The lines of a Markdown text. */
export function linesOf(markdown: string): readonly string[] {
  return markdown.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** The lines of a Markdown text with fenced code emptied, so that line numbers stay. */
export function linesOutsideCode(markdown: string): readonly string[] {
  let fence: string | undefined;
  return linesOf(markdown).map((line) => {
    const [, mark = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark.startsWith(fence) && rest.trim() === '') fence = undefined;
      return '';
    }
    if (mark === '' || (mark.startsWith('`') && rest.includes('`'))) return line;
    fence = mark;
    return '';
  });
}

/** A heading: how deep it is and what it says. */
export function headingIn(line: string): { readonly depth: number; readonly title: string } | undefined {
  const [, marks, title] = /^(#{1,6}) +(.+?) *#*$/.exec(line) ?? [];
  return marks === undefined || title === undefined ? undefined : { depth: marks.length, title };
}
