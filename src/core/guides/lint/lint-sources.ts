import type { Concept } from './concepts';
import type { Flaw } from './flaw';

const leastSources = 2;

/** Deep concepts that name fewer than two sources. They are parted by semicolons. */
export function sourceFlaws({ title, lines, kind }: Concept): readonly Flaw[] {
  if (kind !== 'deep') return [];
  const begin = lines.findIndex(({ text }) => text.includes('**Sources:**'));
  const first = lines[begin];
  if (!first) return [];
  const end = lines.findIndex(({ text }, index) => index > begin && text.trim() === '');
  const paragraph = lines.slice(begin, end < 0 ? undefined : end).map(({ text }) => text);
  const [, named = ''] = paragraph.join(' ').split('**Sources:**');
  const count = named.split(';').filter((one) => one.trim() !== '').length;
  if (count >= leastSources) return [];
  const message = `"${title}" names ${count === 1 ? 'one source' : 'no source'}: name ${leastSources}, parted by ";"`;
  return [{ line: first.line, message }];
}
