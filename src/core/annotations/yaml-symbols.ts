import { escaped } from '../escaped';
import type { Span } from './code';

/** Finds a key at the left margin of a YAML file. */
export function findInYaml(text: string, key: string): Span | undefined {
  const found = new RegExp(`^\\uFEFF?(?<key>${escaped(key)})[ \\t]*:(?=\\s|$)`, 'dm').exec(text);
  const [start, end] = found?.indices?.groups?.['key'] ?? [];
  return start === undefined || end === undefined ? undefined : { start, end };
}
