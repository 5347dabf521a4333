import GithubSlugger from 'github-slugger';
import type { Problem } from '../catalog/problem';
import { headingsOf, linksOf, type Link } from '../guides/markdown';
import { pathFrom } from '../paths';
import type { Folder } from '../ports';
import { rememberLast } from '../remember-last';

/** Relative links and images of a Markdown file that lead nowhere, and fragments that are not headings of their target. */
export async function linkProblems(pack: Folder, file: string): Promise<readonly Problem[]> {
  if ((await pack.kind(file)) !== 'file') return [{ file, message: 'the file is missing; add it' }];
  const problems: Problem[] = [];
  for (const { target, line } of linksOfFile(file, await pack.read(file))) {
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
  if (headingFragments(path, await pack.read(path)).has(fragment)) return undefined;
  const now = await sectionFileWith(pack, fragment);
  const wayOut = now === undefined ? '' : `; it is in ${now} now`;
  return `${path} has no heading for #${fragment}${wayOut}`;
}

/** The file of a section that has such a heading: where headings of a phase's page go when their section is rewritten. */
async function sectionFileWith(pack: Folder, fragment: string): Promise<string | undefined> {
  for (const { name: phase } of await pack.list('guides')) {
    if (!/^phase-\d\d$/.test(phase)) continue;
    for (const { name } of await pack.list(`guides/${phase}`)) {
      const file = `guides/${phase}/${name}`;
      if (name.endsWith('.md') && headingFragments(file, await pack.read(file)).has(fragment)) return file;
    }
  }
  return undefined;
}

/** The links of a Markdown file: of a guide they are asked for twice, where they lead to and what they leave out. */
export const linksOfFile = rememberLast((_path, markdown): readonly Link[] => linksOf(markdown));

const headingFragments = rememberLast((_path, markdown): ReadonlySet<string> => {
  const slugger = new GithubSlugger();
  return new Set(headingsOf(markdown).map(({ title }) => slugger.slug(title)));
});
