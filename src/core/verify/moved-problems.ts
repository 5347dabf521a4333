import { movedFile } from '../catalog/moved-anchors';
import type { Catalog } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';

/** Former anchors that lead nowhere, or that are still anchors. */
export async function movedProblems(catalog: Catalog): Promise<readonly Problem[]> {
  const sections = await catalog.sections();
  return [...catalog.moved].flatMap(([former, anchor]) => {
    if (sections.get(anchor)?.anchor !== anchor)
      return [
        {
          file: movedFile,
          message: `${former} leads to ${anchor}, which no guide has; name the current heading`,
        },
      ];
    if (sections.get(former)?.anchor !== former) return [];
    return [{ file: movedFile, message: `${former} is still a heading; take it out of the list` }];
  });
}
