/** The beginning of a declaration that stands at the very left, as those of a file's top level do. */
const outermost = /(?:export|abstract|class|interface|enum|type|function|func)\s/y;

/**
 * How deep each place of a blanked text lies inside brackets of any kind. A bracket itself belongs to the outside. While
 * somebody types, a bracket may be missing: a declaration at the very left is taken for an outermost one all the same.
 */
export function nestingOf(code: string): Int32Array {
  const depths = new Int32Array(code.length + 1);
  let depth = 0;
  for (let position = 0; position < code.length; position++) {
    const char = code[position];
    if (depth > 0 && code[position - 1] === '\n') {
      outermost.lastIndex = position;
      if (outermost.test(code)) depth = 0;
    }
    if (char === '}' || char === ')' || char === ']') depth = Math.max(0, depth - 1);
    depths[position] = depth;
    if (char === '{' || char === '(' || char === '[') depth++;
  }
  depths[code.length] = depth;
  return depths;
}

/** Where the bracket that opens at `open` closes, or the end of the text when it never does. */
export function closing(depths: Int32Array, open: number): number {
  const outside = depths[open] ?? 0;
  for (let position = open + 1; position < depths.length - 1; position++) {
    if ((depths[position] ?? 0) <= outside) return position;
  }
  return depths.length - 1;
}
