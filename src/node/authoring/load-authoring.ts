import { join } from 'node:path';
import { loadBundle } from '../code-cache';
import type * as authoring from './index';

/** Loads the authors' bundle. `keepCode` lets the next process start from what was compiled for this one. */
export async function loadAuthoring(
  distLocation: string,
): Promise<typeof authoring & { readonly keepCode: () => Promise<void> }> {
  const { exports, keepCode } = await loadBundle(join(distLocation, 'authoring.js'));
  return { ...(exports as typeof authoring), keepCode };
}
