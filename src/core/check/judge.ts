import type { Exercise } from '../catalog/catalog';
import type { Folder } from '../ports';
import type { SignedEvent } from './protocol';
import type { BuildFinding, Reason } from './report';

/** What there is to judge: a solution of an exercise. */
export interface Submission {
  readonly exercise: Exercise;
  readonly pack: Folder;
  readonly solution: Folder;
  /** Ids of the only checks to run; all of them when left out. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** One solution to judge. The judge reads the files once, at the start, and never again. */
export interface Job extends Submission {
  /** The secret that signs the events of this run. */
  readonly nonce: string;
}

/** How a run ended, whatever it reported before. */
export interface RunEnd {
  /** Absent when the run came to its end by itself. */
  readonly reason?: Reason;
  readonly findings: readonly BuildFinding[];
  readonly output: string;
  readonly notes: readonly string[];
}

/** Port: builds and runs a solution in one language. Never throws for what a solution does. Runs no check that was not asked for. */
export interface Judge {
  /** `hear` gets every event in order. After an abort the run is over, its processes gone, when the promise settles. */
  judge(job: Job, hear: (event: SignedEvent) => void, signal: AbortSignal): Promise<RunEnd>;
  /** Gets ready for a check that is likely to come soon, of the solution as it is now or a little different. */
  readonly prepare?: (submission: Submission) => void;
  /** Lets go of what waits for the next check; resolves when it is gone. */
  readonly close?: () => Promise<void>;
}
