/** What is missing or wrong in a part of a design, and the line that it is said at, from 1. */
export interface Fault {
  readonly line: number;
  readonly message: string;
}

/** A piece of a learner's text, short enough to be quoted in a sentence. */
export function quoted(text: string): string {
  return `"${text.length <= 40 ? text : `${text.slice(0, 39)}…`}"`;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
