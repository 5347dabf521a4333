import GithubSlugger from 'github-slugger';
import type { Problem } from '../catalog/problem';
import { headingsOf, linksOf } from '../guides/markdown';
import { pathFrom } from '../paths';
import type { Folder } from '../ports';

/** Relative links and images of a Markdown file that lead nowhere, and fragments that are no heading of their target. */
export async function linkProblems(pack: Folder, file: string): Promise<readonly Problem[]> {
  if ((await pack.kind(file)) !== 'file') return [{ file, message: 'the file is missing; add it' }];
  const problems: Problem[] = [];
  for (const { target, line } of linksOf(await pack.read(file))) {
    if (/^[a-z]+:/.test(target)) continue;
    const message = await brokenLink(pack, file, target);
    if (message !== undefined) problems.push({ file, line, message });
  }
  return problems;
}

async function brokenLink(pack: Folder, file: string, target: string): Promise<string | undefined> {
  const [way = '', fragment] = target.split('#');
  const path = way === '' ? file : pathFrom(file, way);
  if (path === undefined || (await pack.kind(path)) !== 'file') return `the link ${target} leads nowhere`;
  if (fragment === undefined || !path.endsWith('.md')) return undefined;
  return headingFragments(await pack.read(path)).has(fragment)
    ? undefined
    : `${path} has no heading for #${fragment}`;
}

function headingFragments(markdown: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  return new Set(headingsOf(markdown).map(({ title }) => slugger.slug(title)));
}
