import type { Language } from '../catalog/manifest';
import type { Problem } from '../catalog/problem';
import type { AuthoredSolution } from './solutions';

/** `not-run`: this machine can't judge its language, or the proof was stopped before. */
export type Outcome = 'proven' | 'broken' | 'not-run';

/** What became of one shipped solution. */
export interface SolutionProof extends Omit<AuthoredSolution, 'files'> {
  readonly outcome: Outcome;
  /** Why it is broken or was not run. */
  readonly message?: string;
  /** How many runs agreed. */
  readonly runs: number;
}

/** What became of one case. */
export interface CaseProof {
  readonly language: Language;
  readonly check: string;
  readonly outcome: Outcome;
  /** Why it is broken or was not run. */
  readonly message?: string;
  /** The solution that it was seen to fail with. */
  readonly failsWith?: string;
}

/** What became of one piece: a solution, or all cases of a language. */
export interface PieceProof {
  readonly solution?: SolutionProof;
  readonly cases?: readonly CaseProof[];
  /** Whether it was proven before and nothing that it depends on has changed since. */
  readonly recalled: boolean;
}

export interface ExerciseProof {
  readonly id: string;
  readonly problems: readonly Problem[];
  readonly solutions: readonly SolutionProof[];
  readonly cases: readonly CaseProof[];
}
