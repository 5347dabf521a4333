import type { Reason } from '../check/report';
import type { Folder } from '../ports';
import type { Case } from './cases';

/** What became of one case. */
export interface CaseRun {
  readonly check: string;
  readonly passed: boolean;
  /** What it printed: that it passed, or what was expected and what came. */
  readonly output: string;
  /** Why it did not come to its end by itself. */
  readonly reason?: Reason;
}

/** Port: builds and runs cases of one language, where they lie in a folder with the solution. */
export interface CaseRunner {
  /** Gets a case ready for a debugger. `program` is what that starts, as a path in the folder. */
  build(folder: Folder, one: Case): Promise<{ readonly program: string } | { readonly reason: Reason }>;
  /** Runs cases that were built together, each in a process of its own. `reason` says why nothing could be run. */
  run(
    folder: Folder,
    cases: readonly Case[],
    signal: AbortSignal,
  ): Promise<{ readonly runs: readonly CaseRun[] } | { readonly reason: Reason }>;
}
