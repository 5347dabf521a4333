/** What a mutant changes. The names are part of the format of `mutants.yaml`. */
export const operators = [
  'boundary',
  'comparison',
  'arithmetic',
  'bitwise',
  'logical',
  'operand',
  'negation',
  'sign',
  'update',
  'assignment',
  'condition',
  'statement',
  'block',
  'return',
  'await',
  'optional-chaining',
  'default-value',
  'method',
  'boolean',
  'number',
  'string',
  'pattern',
  'array',
  'object',
  'property',
] as const;
export type Operator = (typeof operators)[number];

/** A file with one small change in it, at a place in the unchanged file. */
export interface Mutant {
  readonly file: string;
  /** `line` and `column` start at 1. */
  readonly line: number;
  readonly column: number;
  readonly operator: Operator;
  /** The code that is replaced, on one line. */
  readonly original: string;
  /** What stands there instead, on one line; empty when nothing does. */
  readonly replacement: string;
  /** The line of the unchanged file on which the change begins, trimmed. */
  readonly source: string;
  /** The whole file with the change. */
  readonly text: string;
}

/** Port: the mutants of a file in one language, in the order of their places, the same ones every time. */
export type Mutator = (path: string, text: string) => Promise<readonly Mutant[]>;
