/** How many lists and maps one within the other are told from a sheet without any. */
const enough = 32;

/**
 * The first line, from 1, at which a text nests lists or maps so deeply that a YAML parser, which climbs down, may not come back:
 * some give up the whole process. An answer sheet nests nothing, so this looks at signs only, and at no more than them.
 */
export function nestedLine(text: string): number | undefined {
  let opened = 0;
  for (const [index, line] of text.split('\n').entries()) {
    opened += countOf(line, /[[{]/g);
    const isDeep =
      opened > enough || countOf(line, /[-?:](?=\s)/g) > enough || line.search(/\S/) > 2 * enough;
    if (isDeep) return index + 1;
  }
  return undefined;
}

function countOf(line: string, sign: RegExp): number {
  return line.match(sign)?.length ?? 0;
}
