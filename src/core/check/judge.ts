import type { Exercise } from '../catalog/catalog';
import type { Folder } from '../ports';
import type { RunEvent } from './protocol';
import type { BuildFinding, Reason } from './report';

/** What there is to judge: a solution of an exercise. */
export interface Submission {
  readonly exercise: Exercise;
  readonly pack: Folder;
  readonly solution: Folder;
  /** Ids of the only checks to run; all of them when left out. */
  readonly only?: ReadonlySet<string> | undefined;
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
  /**
   * Reads the files once, at the start, and never again. `hear` gets every genuine event in order. After an abort the run is over, its processes gone, when the promise settles.
   */
  judge(submission: Submission, hear: (event: RunEvent) => void, signal: AbortSignal): Promise<RunEnd>;
  /** Gets ready for a check that is likely to come soon, of the solution as it is now or a little different. */
  readonly prepare?: (submission: Submission) => void;
  /** Hears which solutions it will be asked to judge, so that it can work on many of them at once. */
  readonly expect?: (submissions: readonly Submission[], signal: AbortSignal) => void;
  /** Lets go of what waits for the next check; resolves when it is gone. */
  readonly close?: () => Promise<void>;
}
