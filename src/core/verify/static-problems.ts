import { languagesOf, type Exercise } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import type { Section } from '../guides/guide';
import { filesBelow } from '../files-below';
import { sections as hintSections } from '../hints/ladder';
import { strayCases } from '../mine/cases';
import type { Folder } from '../ports';
import { linkProblems } from './links';
import { requiredFiles, solutionPath, solutionsOf } from './solutions';

/** What can be wrong with an exercise without running anything. */
export async function staticProblems(
  pack: Folder,
  exercise: Exercise,
  anchors: ReadonlyMap<string, Section>,
): Promise<readonly Problem[]> {
  return [
    ...anchorProblems(exercise, anchors),
    ...(await hintProblems(pack, exercise)),
    ...(await solutionProblems(pack, exercise)),
    ...(await leftovers(pack, exercise)),
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
    ...manifest.guide,
    ...manifest.checks.map((check) => check.guide),
    ...manifest.annotations.map((annotation) => annotation.guide),
  ];
  return [...new Set(used)]
    .filter((anchor) => !anchors.has(anchor))
    .map((anchor) => ({ file: `${path}/exercise.yaml`, message: `no guide has a section "${anchor}"` }));
}

/** Hints without a text, and texts without a hint. That the file itself is missing, the links tell. */
async function hintProblems(pack: Folder, { manifest, path }: Exercise): Promise<readonly Problem[]> {
  const file = `${path}/hints.md`;
  if ((await pack.kind(file)) !== 'file') return [];
  const texts = hintSections(await pack.read(file));
  const titles = new Set(manifest.hints.map((hint) => hint.title));
  return [
    ...[...titles].filter((title) => !texts.get(title)).map((title) => `has no text under "## ${title}"`),
    ...[...texts.keys()]
      .filter((title) => !titles.has(title))
      .map((title) => `"## ${title}" is no hint of the manifest`),
  ].map((message) => ({ file, message }));
}

async function solutionProblems(pack: Folder, exercise: Exercise): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const known = new Map<string, ReadonlySet<string>>();
  for (const solution of solutionsOf(exercise)) {
    const folder = solutionPath(exercise, solution);
    const paths = (await filesBelow(pack, folder)).map((file) => file.path);
    if (paths.length === 0) problems.push({ file: folder, message: 'the folder is missing or empty' });
    for (const path of requiredFiles(exercise, solution)) {
      if (!paths.includes(path))
        problems.push({ file: `${folder}/${path}`, message: 'the file is missing; add it' });
    }
    if (solution.role === 'starter') known.set(solution.language, new Set(paths));
    const scaffolded = exercise.manifest.tracks[solution.language]?.files.map((file) => file.path) ?? [];
    if (solution.role !== 'starter') continue;
    for (const path of paths.filter((found) => !scaffolded.includes(found))) {
      problems.push({
        file: `${folder}/${path}`,
        message: 'is not among the files that the manifest scaffolds',
      });
    }
  }
  return problems;
}

/** Folders of solutions that no manifest entry knows: they would never be proven. */
async function leftovers(pack: Folder, { manifest, path }: Exercise): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const language of ['typescript', 'go'] as const) {
    for (const role of ['wrong', 'alternative'] as const) {
      const declared = new Set(
        manifest[role].filter((entry) => entry.language === language).map((entry) => entry.id),
      );
      for (const { name } of await pack.list(`${path}/${language}/${role}`)) {
        if (!declared.has(name)) {
          problems.push({
            file: `${path}/${language}/${role}/${name}`,
            message: `is not listed under "${role}" in exercise.yaml`,
          });
        }
      }
    }
  }
  return problems;
}

/** Files of cases that no check is made the learner's with. */
async function caseProblems(pack: Folder, exercise: Exercise): Promise<readonly Problem[]> {
  const stray = await Promise.all(
    languagesOf(exercise.manifest).map((language) => strayCases(pack, exercise, language)),
  );
  return stray
    .flat()
    .map((file) => ({ file, message: 'is no case of a check: its name is not that of one' }));
}
