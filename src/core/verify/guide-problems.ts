import type { Catalog } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import type { Folder } from '../ports';
import { linkProblems } from './links';

/** What can be wrong with the guides and with the places that point into them. */
export async function guideProblems(pack: Folder, catalog: Catalog): Promise<readonly Problem[]> {
  const anchors = await catalog.sections();
  const problems: Problem[] = [];
  for (const { guide } of catalog.course.phases) {
    if (guide !== undefined) problems.push(...(await linkProblems(pack, `guides/${guide}`)));
  }
  for (const { file, symbol, guide } of catalog.places?.annotations ?? []) {
    if (!anchors.has(guide)) {
      problems.push({
        file: 'annotations.yaml',
        message: `${file} ${symbol}: no guide has a section "${guide}"`,
      });
    }
  }
  return problems;
}
