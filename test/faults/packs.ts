import { join } from 'node:path';
import { adderManifest, diskPack, replacing, type PackChanges } from '../check/support/packs';

const starter = 'week-01/adder/typescript/starter/pkg/sum';
const reference = 'week-01/adder/typescript/reference/pkg/sum';

/** The fixture with two learner's files in the exercise, so that one can be written and the other not yet. */
const twoFiles: PackChanges = {
  [adderManifest]: replacing('learner: pkg/sum/sum.ts', 'learner: [pkg/sum/sum.ts, pkg/sum/more.ts]'),
  [`${starter}/more.ts`]: '// more of the starter\n',
  [`${reference}/more.ts`]: '// more of the reference\n',
};

/** Writes the pack, and a later version of it in which the starter is another. Gives where they are. */
export async function writePacks(
  location: string,
): Promise<{ readonly now: string; readonly later: string }> {
  const [now, later] = [join(location, 'pack'), join(location, 'updated-pack')];
  await diskPack(now, twoFiles);
  await diskPack(later, {
    ...twoFiles,
    [`${starter}/sum.ts`]: replacing('/** The sum', '/** As of today: the sum'),
    [`${starter}/more.ts`]: '// more of the new starter\n',
  });
  return { now, later };
}
