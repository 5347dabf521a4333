import { escaped } from '../escaped';
import type { Code, Span } from './code';
import { named, nameAtDepth } from './matches';
import { closing } from './nesting';

const modifiers =
  '(?:(?:public|private|protected|static|readonly|async|get|set|override|abstract|declare|accessor)\\s+)*';

/** Finds a declaration at the top level of a TypeScript file, or a member in its body. */
export function findInTypeScript(code: Code, name: string, member: string | undefined): Span | undefined {
  const declared = topLevel(code, name);
  if (!declared || member === undefined) return declared;
  const body = bodyAfter(code, declared.end);
  if (body === undefined) return undefined;
  const depth = (code.depths[body] ?? 0) + 1;
  // Backwards, and only from the name: read forwards, long blanks would be read again from each of their lines.
  const before = `(?<=(?:^|[{};,])\\s*${modifiers}(?:\\*\\s*)?${escaped(member)})`;
  const pattern = new RegExp(`${named(member)}${before}\\s*(?=[?!(:=;<,}]|$)`);
  return nameAtDepth(code, pattern, depth, body, closing(code.depths, body));
}

function topLevel(code: Code, name: string): Span | undefined {
  const keyword = '(?:class|interface|type|enum|namespace|function(?:\\s*\\*)?|const|let|var)';
  return nameAtDepth(code, new RegExp(`(?<![\\w$.])${keyword}\\s+${named(name)}`), 0);
}

/** The brace that opens the body of what was just named. Braces in type parameters, as in `<T extends {}>`, are not it. */
function bodyAfter({ text }: Code, from: number): number | undefined {
  let angles = 0;
  for (let position = from; position < text.length; position++) {
    const char = text[position];
    if (char === '<') angles++;
    if (char === '>' && text[position - 1] !== '=') angles--;
    if (char === '{' && angles <= 0) return position;
    if (char === ';' && angles <= 0) return undefined;
  }
  return undefined;
}
