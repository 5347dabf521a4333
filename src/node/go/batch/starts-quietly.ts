import { tokensOf } from '../source';

/** What may be called before `main`: it gives a value and does nothing else. */
const quiet = new Set(['errors.New', 'regexp.MustCompile', 'new', 'make', 'len', 'string', 'int64', 'func']);

const declaration = /^(func|type|var|const|import)$/;

/**
 * Whether a Go file does nothing before `main` that another package of the same program could notice: it has no `init`, it
 * imports nothing for its effects alone, and its variables begin without a call, but for a few that are known to be quiet.
 * When in doubt the answer is no.
 */
export function startsQuietly(source: string): boolean {
  const tokens = tokensOf(source).filter(({ text }) => !/^\/[/*]/.test(text));
  const firstOnItsLine = (index: number): boolean => tokens[index]?.line !== tokens[index - 1]?.line;
  const words = tokens.map(({ text }) => text);
  let depth = 0;
  let inside = '';
  for (const [index, word] of words.entries()) {
    if (depth === 0 && declaration.test(word) && firstOnItsLine(index)) inside = word;
    if (/^[([{]$/.test(word)) depth++;
    if (/^[)\]}]$/.test(word)) depth--;
    const isNoisy =
      (inside === 'func' && depth === 0 && word === 'init' && words[index - 1] === 'func') ||
      (inside === 'import' && (word === '_' || word === '.')) ||
      (inside === 'var' && (word === '<' ? words[index + 1] === '-' : word === '(' && isCall(words, index)));
    if (isNoisy) return false;
  }
  return true;
}

/** Whether a bracket opens the arguments of something that is not known to be quiet. */
function isCall(words: readonly string[], bracket: number): boolean {
  const before = words[bracket - 1] ?? '';
  if (words[bracket + 1] === 'nil') return false;
  if (/^[)\]}]$/.test(before)) return true;
  if (!/^[\p{L}_]/u.test(before) || before === 'var') return false;
  const called = words[bracket - 2] === '.' ? `${words[bracket - 3]}.${before}` : before;
  return !quiet.has(called);
}
