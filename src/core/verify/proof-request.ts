import type { Exercise } from '../catalog/catalog';
import type { CodeLanguage, Language } from '../catalog/manifest';
import type { CaseRunner } from '../cases/case-runner';
import type { Judge } from '../check/judge';
import type { Folder, WallClock } from '../ports';
import type { PieceProof } from './proof';
import type { ProofMemory } from './proof-memory';

export interface ProofPorts {
  readonly pack: Folder;
  readonly judges: Record<Language, Judge>;
  readonly caseRunners: Record<CodeLanguage, Pick<CaseRunner, 'run'>>;
  readonly clock: WallClock;
  readonly memory: ProofMemory;
}

export interface ProofOptions {
  readonly repeat: number;
  /** Only the solutions in this language; all of them when absent. */
  readonly language?: Language | undefined;
  /** Only the solutions with these names, and no cases; everything when absent. */
  readonly names?: readonly string[] | undefined;
  /** Part `number` of `of` equal parts of all pieces; everything when absent. */
  readonly shard?: { readonly number: number; readonly of: number } | undefined;
  /** How many pieces to work on at once. */
  readonly width: number;
  readonly signal: AbortSignal;
  /** Called for each piece when it is done. */
  readonly onProof?: (exercise: Exercise, proof: PieceProof, progress: ProofProgress) => void;
}

/** How far a proof has come, in pieces. */
export interface ProofProgress {
  readonly done: number;
  readonly total: number;
}
