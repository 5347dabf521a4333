import type { Language } from '../catalog/manifest';
import type { TextFile } from '../text-file';

/** A line of a hunk: kept as it is, taken away, or added. */
export interface HunkLine {
  readonly kind: ' ' | '-' | '+';
  readonly text: string;
}

/** One place of a file that an edit changes. The kept and removed lines must stand exactly once in the file. */
export interface Hunk {
  /** The file, by the end of its path; absent where the edit has not named one. */
  readonly file?: string;
  readonly lines: readonly HunkLine[];
  /** Where it begins in the file of the mistake, from 1. */
  readonly line: number;
}

/** How a right solution becomes a wrong one. */
export interface Edit {
  /** The alternative that it is laid over; the reference when absent. */
  readonly over?: string;
  readonly hunks: readonly Hunk[];
  /** Whole files that it adds. */
  readonly added: readonly TextFile[];
  /** Where it begins in the file of the mistake, from 1. */
  readonly line: number;
}

/** A plausible wrong answer: a small edit with its story, or a folder of files for a design of its own. */
export interface Mistake {
  readonly id: string;
  readonly title: string;
  /** What goes wrong and who it hurts, Markdown. */
  readonly story: string;
  /** Checks that must fail with it, per language that it is in. */
  readonly rejectedBy: Readonly<Partial<Record<Language, readonly string[]>>>;
  readonly edits: Readonly<Partial<Record<Language, Edit>>>;
  /** The languages that it is in, when its author says that it can't be in all. */
  readonly onlyIn?: readonly Language[];
}

/** Something wrong at a line of a mistake's file, from 1. */
export interface MistakeProblem {
  readonly line: number;
  readonly message: string;
}
