import type { CodeLanguage } from '../catalog/manifest';

/**
 * The same text with every comment, string and regular expression turned into spaces, so that what is left is code.
 * Offsets and lines stay what they were.
 */
export function blankText(text: string, language: CodeLanguage): string {
  const end = language === 'go' ? endInGo : endInTypeScript;
  const parts: string[] = [];
  let position = 0;
  let from = 0;
  while (position < text.length) {
    const stop = end(text, position);
    if (stop === undefined) {
      position++;
      continue;
    }
    parts.push(text.slice(from, position), text.slice(position, stop).replace(/[^\r\n]/g, ' '));
    position = stop;
    from = stop;
  }
  return parts.join('') + text.slice(from);
}

/** Where the comment or literal that begins at `start` ends, or undefined when none begins there. */
type EndOf = (text: string, start: number) => number | undefined;

const endInGo: EndOf = (text, start) => {
  const comment = endOfComment(text, start);
  if (comment !== undefined) return comment;
  const quote = text[start];
  if (quote === '`') return after(text, '`', start + 1);
  return quote === '"' || quote === "'" ? endOfQuoted(text, start, quote) : undefined;
};

const endInTypeScript: EndOf = (text, start) => {
  const comment = endOfComment(text, start);
  if (comment !== undefined) return comment;
  const quote = text[start];
  if (quote === '`') return endOfTemplate(text, start);
  if (quote === '"' || quote === "'") return endOfQuoted(text, start, quote);
  return quote === '/' && canBeginRegExp(text, start) ? endOfRegExp(text, start) : undefined;
};

function endOfComment(text: string, start: number): number | undefined {
  if (text.startsWith('/*', start)) return after(text, '*/', start + 2);
  if (!text.startsWith('//', start)) return undefined;
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** A string ends at its quote, or where its line ends: an unfinished one must not swallow the rest of the file. */
function endOfQuoted(text: string, start: number, quote: string): number {
  let position = start + 1;
  while (position < text.length && text[position] !== '\n') {
    if (text[position] === quote) return position + 1;
    position += text[position] === '\\' ? 2 : 1;
  }
  return Math.min(position, text.length);
}

function endOfTemplate(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length) {
    if (text[position] === '`') return position + 1;
    if (text.startsWith('${', position)) position = endOfSubstitution(text, position + 2);
    else position += text[position] === '\\' ? 2 : 1;
  }
  return text.length;
}

function endOfSubstitution(text: string, start: number): number {
  let depth = 1;
  let position = start;
  while (position < text.length) {
    const end = endInTypeScript(text, position);
    if (end !== undefined) {
      position = end;
      continue;
    }
    if (text[position] === '{') depth++;
    if (text[position] === '}' && --depth === 0) return position + 1;
    position++;
  }
  return text.length;
}

/** A slash after a value divides; anywhere else it begins a regular expression. */
function canBeginRegExp(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start).trimEnd();
  if (/(?:^|[^\w$.])(?:return|typeof|case|in|of|void|throw|else|do|yield|await)$/.test(before)) return true;
  return before === '' || /[^\w$)\]}"'`]$/.test(before);
}

function endOfRegExp(text: string, start: number): number | undefined {
  let position = start + 1;
  let inClass = false;
  while (position < text.length && text[position] !== '\n') {
    const char = text[position];
    if (char === '/' && !inClass) return endOfFlags(text, position + 1);
    if (char === '[') inClass = true;
    if (char === ']') inClass = false;
    position += char === '\\' ? 2 : 1;
  }
  return undefined;
}

function endOfFlags(text: string, start: number): number {
  let position = start;
  while (/[a-z]/.test(text[position] ?? '')) position++;
  return position;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}
