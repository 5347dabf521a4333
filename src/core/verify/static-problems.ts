import { languagesOf, type Exercise } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import type { Section } from '../guides/section';
import { filesBelow } from '../files-below';
import { casesOf, mostCases, strayCases } from '../cases/cases';
import type { Folder } from '../ports';
import { briefProblems } from './brief-problems';
import { designProblems } from './design-problems';
import { hintProblems } from './hint-problems';
import { linkProblems } from './links';
import { sheetProblems } from './sheet-problems';
import { aboutFile, readAbout, tradeBegins } from '../reference/alternative';
import { requiredFiles, solutionName, type AuthoredSolutions } from './solutions';

/** What can be wrong with an exercise without running anything. */
export async function staticProblems(
  pack: Folder,
  exercise: Exercise,
  authored: AuthoredSolutions,
  anchors: ReadonlyMap<string, Section>,
): Promise<readonly Problem[]> {
  return [
    ...anchorProblems(exercise, anchors),
    ...(await briefProblems(pack, exercise)),
    ...(await hintProblems(pack, exercise)),
    ...(await fileProblems(pack, exercise)),
    ...(await sheetProblems(pack, exercise)),
    ...(await designProblems(pack, exercise)),
    ...(await alternativeProblems(pack, exercise, authored)),
    ...authored.problems,
    ...(await caseProblems(pack, exercise)),
    ...(await linkProblems(pack, `${exercise.path}/brief.md`)),
    ...(await linkProblems(pack, `${exercise.path}/hints.md`)),
  ];
}

function anchorProblems(
  { manifest, path }: Exercise,
  anchors: ReadonlyMap<string, Section>,
): readonly Problem[] {
  const used = [
    manifest.guide,
    ...manifest.checks.map((check) => check.guide),
    ...manifest.annotations.map((annotation) => annotation.guide),
  ];
  return [...new Set(used)]
    .filter((anchor) => !anchors.has(anchor))
    .map((anchor) => ({ file: `${path}/exercise.yaml`, message: `no guide has a section "${anchor}"` }));
}

/** Starters and references that lack a file, and starters with one that nobody scaffolds. */
async function fileProblems(pack: Folder, exercise: Exercise): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const language of languagesOf(exercise.manifest)) {
    for (const role of ['starter', 'reference'] as const) {
      const folder = `${exercise.path}/${language}/${role}`;
      const paths = (await filesBelow(pack, folder)).map((file) => file.path);
      const required = requiredFiles(exercise, { language, role });
      for (const path of required.filter((one) => !paths.includes(one)))
        problems.push({ file: `${folder}/${path}`, message: 'the file is missing; add it' });
      for (const path of role === 'starter' ? paths.filter((one) => !required.includes(one)) : [])
        problems.push({
          file: `${folder}/${path}`,
          message: 'is not among the files that the manifest scaffolds',
        });
    }
  }
  return problems;
}

/** Alternatives that do not say what they do differently, and what they trade. */
async function alternativeProblems(
  pack: Folder,
  exercise: Exercise,
  { solutions }: AuthoredSolutions,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const solution of solutions) {
    if (solution.role !== 'alternative') continue;
    const file = `${exercise.path}/${solution.language}/${solutionName(solution)}/${aboutFile}`;
    const about = (await pack.kind(file)) === 'file' ? readAbout(await pack.read(file)) : undefined;
    if (!about?.idea)
      problems.push({
        file,
        message: about
          ? 'says nothing before what it trades; say what this solution does differently'
          : 'the file is missing; say what this solution does differently, and what it trades',
      });
    else if (!about.trade)
      problems.push({
        file,
        message: `its last paragraph does not begin with "${tradeBegins.trim()}"; say in a sentence what it gives up, and what it gains by that`,
      });
  }
  return problems;
}

/** Files of cases that no check is made the learner's with, and more cases than anybody goes through. */
async function caseProblems(pack: Folder, exercise: Exercise): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const language of languagesOf(exercise.manifest)) {
    for (const file of await strayCases(pack, exercise, language))
      problems.push({ file, message: 'is not a case: its name is not that of a check' });
    const cases = await casesOf(pack, exercise, language);
    if (cases.length > mostCases)
      problems.push({
        file: `${exercise.path}/${language}/cases`,
        message: `has ${cases.length} cases; keep the ${mostCases} in which stopping in one's own code teaches most`,
      });
  }
  return problems;
}
