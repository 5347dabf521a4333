import type { Catalog, Exercise } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import type { Section } from '../guides/section';
import { pathFrom } from '../paths';
import type { Folder } from '../ports';
import { linksOfFile } from './links';

/**
 * Links between the file of a section and exercises that lead one way only: an exercise that the section explains and does not
 * name, and one that it names and that does not lead back.
 */
export async function exerciseLinkProblems(
  pack: Folder,
  catalog: Catalog,
  file: string,
): Promise<readonly Problem[]> {
  const sections = await catalog.sections();
  const links = linksOfFile(file, await pack.read(file));
  const problems: Problem[] = [];
  for (const { id, path } of catalog.entries.values()) {
    const exercise = await catalog.exercise(id);
    if (!exercise) continue;
    const link = links.find(({ target }) => pathFrom(file, target) === `${path}/brief.md`);
    const explained = sections.get(exercise.manifest.guide)?.file === file;
    if (explained && !link)
      problems.push({
        file,
        message: `explains the exercise "${id}" and does not link to ${path}/brief.md; add it under "Build it" or "Practice"`,
      });
    if (link && !leadsBack(exercise, sections, file))
      problems.push({
        file,
        line: link.line,
        message: `links to "${id}", and nothing in ${path}/exercise.yaml leads back; name an anchor of this section there`,
      });
  }
  return problems;
}

function leadsBack({ manifest }: Exercise, sections: ReadonlyMap<string, Section>, file: string): boolean {
  const anchors = [manifest, ...manifest.checks, ...manifest.annotations].map(({ guide }) => guide);
  return anchors.some((anchor) => sections.get(anchor)?.file === file);
}
