import { splitStatements, type Statement } from './split';

/** A file of statements in the learner's folder. */
export interface Script {
  readonly file: string;
  /** What findings call it, such as `up`. */
  readonly name: string;
  readonly text: string;
  readonly statements: readonly Statement[];
}

export function readScript(file: string, name: string, text: string): Script {
  return { file, name, text, statements: splitStatements(text) };
}

/** Where a character of a statement is in its file; `position` counts characters from 1, as PostgreSQL does. */
export function placeIn({ file, text }: Script, statement: Statement, position = 1) {
  const before = Array.from(statement.text)
    .slice(0, position - 1)
    .join('');
  const lines = text.slice(0, statement.start + before.length).split('\n');
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** The statements of a file that have a name in a line `-- name: next_pending` above them, by that name. */
export function namedStatements(script: Script): ReadonlyMap<string, Statement> {
  const named = new Map<string, Statement>();
  let from = 0;
  for (const statement of script.statements) {
    const above = script.text.slice(from, statement.start);
    const names = [...above.matchAll(/^[ \t]*--[ \t]*name:[ \t]*(\w+)[ \t]*\r?$/gm)];
    const [, name] = names.at(-1) ?? [];
    if (name !== undefined && !named.has(name)) named.set(name, statement);
    from = statement.start + statement.text.length;
  }
  return named;
}
