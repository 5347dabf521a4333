/** A Go file as far as it matters here: read token by token as Go does, so that text and comments are never taken for code. */
export interface GoSource {
  readonly imports: readonly GoPiece[];
  /** The comments that speak to the compiler, such as `//go:embed *.txt`. */
  readonly directives: readonly GoPiece[];
}

export interface GoPiece {
  /** An import's path, or the text of a comment. */
  readonly text: string;
  /** The line it is on, from 1. */
  readonly line: number;
}

const token =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|`[^`]*(?:`|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[\p{L}_][\p{L}\p{N}_]*|\S/gu;

export function readGoSource(source: string): GoSource {
  const tokens = tokensOf(source);
  return {
    imports: importsIn(tokens.filter(({ text }) => !/^\/[/*]/.test(text))),
    directives: tokens.filter(({ text }) => text.startsWith('//go:')),
  };
}

/** Every word, literal, comment and sign of a file, in order. */
export function tokensOf(source: string): readonly GoPiece[] {
  let line = 1;
  let position = 0;
  return [...source.replace(/^\uFEFF/, ' ').matchAll(token)].map(({ 0: text, index }) => {
    for (; position < index; position++) if (source[position] === '\n') line++;
    return { text, line };
  });
}

/** Imports stand between the package clause and everything else, one by one or many in brackets. */
function importsIn(code: readonly GoPiece[]): readonly GoPiece[] {
  const imports: GoPiece[] = [];
  let inBrackets = false;
  let isOpen = false;
  for (const { text, line } of code.slice(2)) {
    if (/^["`]/.test(text) && isOpen) {
      imports.push({ text: unquoted(text), line });
      isOpen = inBrackets;
    } else if (text === 'import' && !isOpen) isOpen = true;
    else if (text === '(' && isOpen) inBrackets = true;
    else if (text === ')' && inBrackets) inBrackets = isOpen = false;
    else if (text !== ';' && !isOpen) break;
  }
  return imports;
}

function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner.replaceAll('\r', '');
  return inner.replace(/\\(?:x(..)|u(.{4})|U(.{8})|([0-7]{3})|(.))/g, (_all, x, u, long, octal, plain) => {
    if (plain !== undefined) return String(plain);
    const code = octal !== undefined ? parseInt(String(octal), 8) : parseInt(String(x ?? u ?? long), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
