import type { Solution } from '../checkkit/typescript/solution';
import type { SolutionFacts } from '../core/check/runner-job';

/** The module `codealong/solution` for one job. */
export function solutionOf({ files, imports, globals }: SolutionFacts): Solution {
  return { files, imports: () => imports, globals: (file) => globals[file] ?? [] };
}
