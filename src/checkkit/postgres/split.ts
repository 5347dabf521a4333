/** A statement of a script. */
export interface Statement {
  readonly text: string;
  /** Its number in the script, from 1. */
  readonly number: number;
  /** Where it begins in the script, in UTF-16 units from 0. */
  readonly start: number;
  /** The line that it begins at, from 1. */
  readonly line: number;
}

/**
 * Whatever may hold a semicolon without ending a statement: comments (a block is looked at by itself, because it nests), quoted
 * texts and names, and texts between dollars. What is never closed goes on to the end of the script.
 */
const whole =
  /--[^\n]*|\/\*|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|(?<![\w$])[eE]'(?:[^'\\]|\\[^]|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|;/g;

/**
 * Takes a script apart as psql does: at semicolons that stand outside quotes, dollar quotes and comments. Each statement comes
 * without its semicolon and without comments before it; empty ones are left out.
 */
export function splitStatements(script: string): readonly Statement[] {
  const statements: Statement[] = [];
  let from = 0;
  const add = (to: number): void => {
    const start = from + leadingSpace(script.slice(from, to));
    const text = script.slice(start, to).trimEnd();
    const line = script.slice(0, start).split('\n').length;
    if (text !== '') statements.push({ text, number: statements.length + 1, start, line });
    from = to + 1;
  };
  const marks = new RegExp(whole);
  for (let found = marks.exec(script); found; found = marks.exec(script)) {
    const [mark] = found;
    if (mark === ';') add(found.index);
    else if (mark === '/*') marks.lastIndex = endOfComment(script, found.index);
    else if (mark.startsWith('$') && !isInName(script, found.index))
      marks.lastIndex = endAfter(script, mark, found.index + mark.length);
  }
  add(script.length);
  return statements;
}

/** The length of white space and comments at the beginning of a text. */
function leadingSpace(text: string): number {
  let at = 0;
  for (;;) {
    const [space = ''] = /^(?:\s|\uFEFF|--[^\n]*)*/.exec(text.slice(at)) ?? [];
    at += space.length;
    if (!text.startsWith('/*', at)) return at;
    at = endOfComment(text, at);
  }
}

/** Where a comment that begins at `start` ends. Comments of SQL nest. */
function endOfComment(text: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let found = marks.exec(text); found; found = marks.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

function endAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** A dollar inside a name begins no text: `price$$`. */
function isInName(text: string, at: number): boolean {
  return /[\w$\u0080-\uffff]/.test(text[at - 1] ?? '');
}
