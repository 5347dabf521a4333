import type { Catalog } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import type { ParseData } from '../data-document';
import type { Card } from '../guides/lint/cards';
import { glossaryFlaws } from '../guides/lint/lint-glossary';
import { guideFiles } from '../guides/guide-files';
import { sectionsOf } from '../guides/guide';
import type { Folder } from '../ports';
import { exerciseLinkProblems } from './exercise-links';
import { linkProblems } from './links';
import { movedProblems } from './moved-problems';
import { sectionProblems } from './section-problems';

/** What can be wrong with the guides and with the places that point into them. */
export async function guideProblems(
  pack: Folder,
  catalog: Catalog,
  parse: ParseData,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const decks: { readonly file: string; readonly cards: readonly Card[] }[] = [];
  for (const phase of catalog.course.phases) {
    const files = await guideFiles(pack, phase);
    if (phase.guide !== undefined && !files.some(({ path }) => path === `guides/${phase.guide}`))
      problems.push({ file: `guides/${phase.guide}`, message: 'the file is missing; add it' });
    for (const { path, section } of files) {
      problems.push(...(await linkProblems(pack, path)));
      if (section === undefined) continue;
      const { problems: found, cards } = await sectionProblems(pack, parse, path);
      problems.push(...found, ...(await exerciseLinkProblems(pack, catalog, path)));
      decks.push({ file: path, cards });
    }
    problems.push(...(await twiceProblems(pack, files)));
  }
  return [
    ...problems,
    ...doubleCards(decks),
    ...(await glossaryProblems(pack)),
    ...(await movedProblems(catalog)),
    ...(await placeProblems(catalog)),
  ];
}

/** Sections that have a file of their own and stand in the phase's page as well. */
async function twiceProblems(
  pack: Folder,
  files: Awaited<ReturnType<typeof guideFiles>>,
): Promise<readonly Problem[]> {
  const own = new Map(files.map(({ path, phase, section }) => [`phase-${phase}/${section ?? ''}`, path]));
  const page = files.find(({ section }) => section === undefined);
  if (!page) return [];
  return sectionsOf(await pack.read(page.path), page.path, page.phase).flatMap(({ anchor, line }) => {
    const path = own.get(anchor);
    if (path === undefined) return [];
    return [{ file: page.path, line, message: `${path} holds this section; leave a link to it here` }];
  });
}

function doubleCards(
  decks: readonly { readonly file: string; readonly cards: readonly Card[] }[],
): readonly Problem[] {
  const first = new Map<string, string>();
  return decks.flatMap(({ file, cards }) =>
    cards.flatMap(({ id, line }) => {
      const other = first.get(id);
      if (other === undefined) {
        first.set(id, `${file}:${line}`);
        return [];
      }
      return [{ file, line, message: `${other} has a card ${id} already; give this one another id` }];
    }),
  );
}

const glossary = 'guides/glossary.md';

async function glossaryProblems(pack: Folder): Promise<readonly Problem[]> {
  if ((await pack.kind(glossary)) !== 'file') return [];
  const flaws = glossaryFlaws(await pack.read(glossary)).map((flaw) => ({ file: glossary, ...flaw }));
  return [...flaws, ...(await linkProblems(pack, glossary))];
}

async function placeProblems(catalog: Catalog): Promise<readonly Problem[]> {
  const anchors = await catalog.sections();
  return (catalog.places?.annotations ?? [])
    .filter(({ guide }) => !anchors.has(guide))
    .map(({ file, symbol, guide }) => ({
      file: 'annotations.yaml',
      message: `${file} ${symbol}: no guide has a section "${guide}"`,
    }));
}
