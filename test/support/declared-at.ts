import { symbolFinder } from '../../src/core/annotations/find-symbol';

/** Where a symbol is declared. Lines and columns count from 0. */
export interface Declaration {
  readonly line: number;
  readonly column: number;
  /** The name as it stands there. */
  readonly name: string;
  /** The text of the line, without the space around it. */
  readonly lineText: string;
}

/** Finds the declaration of `Symbol` or `Type.member` in a TypeScript text. */
export function declaredAt(symbol: string, text: string): Declaration {
  const span = symbolFinder(text, 'typescript')(symbol);
  if (!span) throw new Error(`${symbol} is not declared in this text.`);
  const before = text.slice(0, span.start).split('\n');
  const line = before.length - 1;
  return {
    line,
    column: before[line]?.length ?? 0,
    name: text.slice(span.start, span.end),
    lineText: text.split('\n')[line]?.trim() ?? '',
  };
}
