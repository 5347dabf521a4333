import * as v from 'valibot';
import type { ParseData } from '../data-document';
import type { MovedAnchors } from '../guides/guide';
import type { Folder } from '../ports';
import type { Problem } from './problem';
import { readData } from './read-data';
import { guideAnchor } from './values';

/** Where it stands in the pack. It need not be there. */
export const movedFile = 'guides/moved.yaml';

/** `guides/moved.yaml`, format 1: the present anchor by each former one. */
const movedSchema = v.strictObject({
  formatVersion: v.literal(1),
  anchors: v.record(guideAnchor, guideAnchor),
});

/** Reads which anchors have moved: none when the pack has no such file. */
export async function readMovedAnchors(
  pack: Folder,
  parse: ParseData,
): Promise<{ readonly moved: MovedAnchors; readonly problems: readonly Problem[] }> {
  if ((await pack.kind(movedFile)) === 'missing') return { moved: new Map(), problems: [] };
  const { value, problems } = await readData(pack, parse, movedFile, movedSchema);
  return { moved: new Map(Object.entries(value?.anchors ?? {})), problems };
}
