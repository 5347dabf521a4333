import type { Exercise } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import { parseHints } from '../hints/parse-hints';
import type { Folder } from '../ports';

/** Hints without a text, and hints for checks that are none. That the file itself is missing, the links tell. */
export async function hintProblems(pack: Folder, { manifest, path }: Exercise): Promise<readonly Problem[]> {
  const file = `${path}/hints.md`;
  if ((await pack.kind(file)) !== 'file') return [];
  const hints = parseHints(await pack.read(file));
  const checks = new Set(manifest.checks.map(({ id }) => id));
  const problems = hints.flatMap(({ title, text, helps, line }) => [
    ...(text === '' ? [{ line, message: `has no text under "## ${title}"` }] : []),
    ...helps
      .filter((id) => !checks.has(id))
      .map((id) => ({
        line,
        message: `"## ${title}" helps with "${id}", which is not a check of this exercise`,
      })),
  ]);
  const none =
    hints.length === 0 ? [{ line: 1, message: 'has no hint: add one under "## " and its title' }] : [];
  return [...none, ...problems].map((problem) => ({ file, ...problem }));
}
