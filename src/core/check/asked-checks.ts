import type { Check, Manifest } from '../catalog/manifest';

/** The checks to judge a solution by: those with an id in `only`, or all of the manifest's when that is left out. */
export function askedChecks({ checks }: Manifest, only: ReadonlySet<string> | undefined): readonly Check[] {
  return only ? checks.filter(({ id }) => only.has(id)) : checks;
}
