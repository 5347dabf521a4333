import type { Language } from '../catalog/manifest';
import { blankText } from './blank-text';
import type { Code, Span } from './code';
import { findInGo } from './go-symbols';
import { findInMarkdown } from './markdown-symbols';
import { nestingOf } from './nesting';
import { findInSql } from './sql-symbols';
import { findInTypeScript } from './typescript-symbols';
import { findInYaml } from './yaml-symbols';

/**
 * Finds where the symbols of a text are declared: `Symbol`, or `Type.member`. A plain Go name also finds a method of that
 * name, on whatever type. In YAML a symbol is a key at the left margin, in Markdown a heading, in SQL the name of a query, in a line
 * `-- name: next_pending` above it. Undefined when the text does not declare it.
 */
export function symbolFinder(text: string, language: Language): (symbol: string) => Span | undefined {
  if (language === 'yaml') return (symbol) => findInYaml(text, symbol);
  if (language === 'markdown') return (symbol) => findInMarkdown(text, symbol);
  if (language === 'sql') return (symbol) => findInSql(text, symbol);
  const code = blankText(text, language);
  const prepared: Code = { text: code, depths: nestingOf(code) };
  const find = language === 'go' ? findInGo : findInTypeScript;
  return (symbol) => {
    const [name = '', member, ...rest] = symbol.trim().split('.');
    return name === '' || member === '' || rest.length > 0 ? undefined : find(prepared, name, member);
  };
}
