import GithubSlugger from 'github-slugger';
import type { Problem } from '../catalog/problem';
import { headingIn, linesOutsideCode } from '../guides/markdown';
import type { Folder } from '../ports';

/** Relative links and images of a Markdown file that lead nowhere, and fragments that are no heading of their target. */
export async function linkProblems(pack: Folder, file: string): Promise<readonly Problem[]> {
  if ((await pack.kind(file)) !== 'file') return [{ file, message: 'the file is missing; add it' }];
  const problems: Problem[] = [];
  for (const [index, line] of linesOutsideCode(await pack.read(file)).entries()) {
    for (const match of withoutCodeSpans(line).matchAll(/\]\(([^()\s]+)(?: +"[^"]*")?\)/g)) {
      const [, target = ''] = match;
      if (/^[a-z]+:/.test(target)) continue;
      const message = await brokenLink(pack, file, target);
      if (message !== undefined) problems.push({ file, line: index + 1, column: match.index + 3, message });
    }
  }
  return problems;
}

async function brokenLink(pack: Folder, file: string, target: string): Promise<string | undefined> {
  const [way = '', fragment] = target.split('#');
  const path = way === '' ? file : joined(file, way);
  if (path === undefined || (await pack.kind(path)) !== 'file') return `the link ${target} leads nowhere`;
  if (fragment === undefined || !path.endsWith('.md')) return undefined;
  return headingFragments(await pack.read(path)).has(fragment)
    ? undefined
    : `${path} has no heading for #${fragment}`;
}

/** A relative path from a file, or nothing when it leaves the pack. */
function joined(file: string, way: string): string | undefined {
  const steps = file.split('/').slice(0, -1);
  for (const step of way.split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined;
    if (step !== '..' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function headingFragments(markdown: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const titles = linesOutsideCode(markdown).flatMap((line) => headingIn(line)?.title ?? []);
  return new Set(titles.map((title) => slugger.slug(title)));
}

/** A line with code spans emptied, so that columns stay: what looks like a link in them is none. */
function withoutCodeSpans(line: string): string {
  return line.replace(/(`+)(?!`).+?\1(?!`)/g, (span) => ' '.repeat(span.length));
}
