import type { App } from '../core/app/app';
import type { Folder } from '../core/ports';

/** What the command line needs from the process that it runs in, so that tests can call it without one. */
export interface Terminal {
  /** A line, or lines, on standard output: results. */
  print(text: string): void;
  /** A line, or lines, on standard error: what went wrong. */
  complain(text: string): void;
  /** Shows how far it is in place of what was shown before; absent where nobody watches. An empty text removes it. */
  readonly progress?: (text: string) => void;
  readonly workingFolder: string;
  /** Another pack than the one that ships. */
  readonly packLocation?: string;
  readonly distLocation: string;
  /** Aborts when the user asks to stop. */
  readonly signal: AbortSignal;
}

/** What a command works with. */
export interface CommandContext {
  readonly app: App;
  readonly folder: Folder;
  readonly terminal: Terminal;
}

/** 0: passed or done. 1: the solution, or a shipped one, does not hold. 2: nothing was judged, or wrong usage. */
export type ExitCode = 0 | 1 | 2;
