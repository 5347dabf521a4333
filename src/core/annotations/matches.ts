import { escaped } from '../escaped';
import type { Code, Span } from './code';

/** The place of the first match whose named group `name` lies at this depth, between two offsets. */
export function nameAtDepth(
  { text, depths }: Code,
  pattern: RegExp,
  depth: number,
  from = 0,
  to = text.length,
): Span | undefined {
  const search = new RegExp(pattern.source, 'dgm');
  search.lastIndex = from;
  for (let match = search.exec(text); match && match.index < to; match = search.exec(text)) {
    const [start, end] = match.indices?.groups?.['name'] ?? [match.index, match.index];
    if (start >= from && start < to && depths[start] === depth) return { start, end };
    search.lastIndex = match.index + 1;
  }
  return undefined;
}

/** A name as a pattern, in the group that `nameAtDepth` looks for. */
export function named(name: string): string {
  return `(?<name>${escaped(name)})(?![\\w$])`;
}
