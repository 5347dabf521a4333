import { escaped } from '../escaped';
import type { Code, Span } from './code';
import { named, nameAtDepth } from './matches';
import { closing } from './nesting';

/** Finds a declaration in a Go file: of a package, a method, or a field or method in a type's body. */
export function findInGo(code: Code, name: string, member: string | undefined): Span | undefined {
  if (member !== undefined) return method(code, escaped(name), member) ?? inBody(code, name, member);
  return (
    typeNamed(code, name) ??
    nameAtDepth(code, new RegExp(`^func\\s+${named(name)}`), 0) ??
    valueNamed(code, name) ??
    method(code, '\\w+', name)
  );
}

function method(code: Code, receiver: string, name: string): Span | undefined {
  const receives = `\\(\\s*(?:\\w+\\s+)?(?:\\*\\s*)?${receiver}\\s*(?:\\[[^\\]]*\\])?\\s*\\)`;
  return nameAtDepth(code, new RegExp(`^func\\s*${receives}\\s*${named(name)}`), 0);
}

function typeNamed(code: Code, name: string): Span | undefined {
  return nameAtDepth(code, new RegExp(`^type\\s+${named(name)}`), 0) ?? inGroup(code, 'type', name);
}

function valueNamed(code: Code, name: string): Span | undefined {
  const single = new RegExp(`^(?:const|var)\\s+(?:\\w+\\s*,\\s*)*${named(name)}`);
  return nameAtDepth(code, single, 0) ?? inGroup(code, 'const', name) ?? inGroup(code, 'var', name);
}

/** Finds a name in declarations of the form `const ( … )`. */
function inGroup(code: Code, keyword: string, name: string): Span | undefined {
  const line = new RegExp(`^[ \\t]*(?:\\w+\\s*,\\s*)*${named(name)}`);
  for (const group of code.text.matchAll(new RegExp(`^${keyword}\\s*\\(`, 'gm'))) {
    const open = group.index + group[0].length - 1;
    if (code.depths[open] !== 0) continue;
    const found = nameAtDepth(code, line, 1, open, closing(code.depths, open));
    if (found) return found;
  }
  return undefined;
}

function inBody(code: Code, type: string, member: string): Span | undefined {
  const declared = typeNamed(code, type);
  const open = declared ? code.text.slice(declared.end).search(/\b(?:struct|interface)\s*\{/) : -1;
  if (!declared || open < 0) return undefined;
  const brace = code.text.indexOf('{', declared.end + open);
  if (/\n[ \t]*(?:type|func|var|const)\b/.test(code.text.slice(declared.end, brace))) return undefined;
  const depth = (code.depths[brace] ?? 0) + 1;
  const line = new RegExp(`(?:^|[{;])[ \\t]*(?:\\w+\\s*,\\s*)*${named(member)}`);
  return nameAtDepth(code, line, depth, brace, closing(code.depths, brace));
}
