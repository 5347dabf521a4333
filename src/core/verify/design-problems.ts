import { learnerFiles, type Exercise } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import { parseSamples, samplesFile } from '../designing/samples';
import { marks } from '../progress/progress';
import { starterPath } from '../designing/starter-path';
import { plainTitle } from '../designs/outline';
import { headingsOf } from '../guides/markdown';
import type { Folder } from '../ports';
import { linkProblems } from './links';

/** What is wrong around a design without judging any: headings that the scaffold lacks, and criteria without a sample of each mark. */
export async function designProblems(pack: Folder, exercise: Exercise): Promise<readonly Problem[]> {
  if (!exercise.manifest.design) return [];
  return [
    ...(await scaffoldProblems(pack, exercise)),
    ...(await linkProblems(pack, `${exercise.path}/${samplesFile}`)),
    ...(await sampleProblems(pack, exercise)),
  ];
}

async function scaffoldProblems(pack: Folder, exercise: Exercise): Promise<readonly Problem[]> {
  const [path = ''] = learnerFiles(exercise, 'markdown');
  const file = starterPath(exercise, path);
  if ((await pack.kind(file)) !== 'file') return [];
  const titles = headingsOf(await pack.read(file)).map(({ title }) => plainTitle(title));
  const parts = new Set(exercise.manifest.design?.parts.map(({ part }) => part));
  return [...parts]
    .filter((part) => !titles.includes(plainTitle(part)))
    .map((part) => ({ file, message: `has no heading "${part}", under which a check looks` }));
}

async function sampleProblems(pack: Folder, { manifest, path }: Exercise): Promise<readonly Problem[]> {
  const file = `${path}/${samplesFile}`;
  if ((await pack.kind(file)) !== 'file') return [];
  const samples = parseSamples(await pack.read(file));
  const criteria = manifest.design?.criteria.map(({ id }) => id) ?? [];
  const unknown = [...samples.keys()].filter((id) => !criteria.includes(id));
  return [
    ...unknown.map((id) => ({ file, message: `"## ${id}" is not a criterion of this exercise` })),
    ...criteria.flatMap((id) =>
      marks
        .filter((mark) => (samples.get(id)?.[mark] ?? '') === '')
        .map((mark) => ({ file, message: `has no sample "### ${mark}" under "## ${id}"` })),
    ),
  ];
}
