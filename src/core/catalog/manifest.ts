import type { DesignSpec } from '../designs/need';
import type { Sheet } from '../numbers/question';

/** The languages that code is written in, the default first: what settings, the kit, cases and mutants are about. */
export const codeLanguages = ['typescript', 'go'] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

/** The languages whose checks are programs: code, and SQL. */
export const checkedLanguages = [...codeLanguages, 'sql'] as const;
export type CheckedLanguage = (typeof checkedLanguages)[number];

/** The tracks a solution can be written in: code, SQL, YAML for an answer sheet, or Markdown for a design. */
export const languages = [...checkedLanguages, 'yaml', 'markdown'] as const;
export type Language = (typeof languages)[number];

/** Whether it is a language that code is written in. */
export function isCode(language: Language): language is CodeLanguage {
  return codeLanguages.some((one) => one === language);
}

/** How far a check asks: it works, it survives, it is hardened. */
export const levels = ['core', 'production', 'hardened'] as const;
export type Level = (typeof levels)[number];

/** How much work an exercise is. */
export const sizes = ['S', 'M', 'L', 'X'] as const;
export type Size = (typeof sizes)[number];

/** Minutes that stage 1 and stage 2 of an exercise take, estimated by its size. */
export const minutesOf: Readonly<Record<Size, readonly [stage1: number, stage2: number]>> = {
  S: [30, 15],
  M: [50, 25],
  L: [70, 50],
  X: [150, 0],
};

/** A file that the track scaffolds: `learner` is theirs to write, `given` is complete and theirs to read. */
interface TrackFile {
  readonly path: string;
  readonly role: 'learner' | 'given';
}

export interface Track {
  readonly files: readonly TrackFile[];
}

/** A place in a learner's code: `Symbol` or `Type.member` in a file. */
export interface SymbolPlace {
  readonly file: string;
  readonly symbol: string;
}

export interface Check {
  readonly id: string;
  readonly title: string;
  /** Numbers of the brief's rules that it judges. */
  readonly rules: readonly number[];
  readonly level: Level;
  readonly why: string;
  /** Anchor of the guide section that explains it. */
  readonly guide: string;
  /** Checks that must pass before this one says anything. */
  readonly after: readonly string[];
  /** Where in the learner's code a finding belongs. */
  readonly at: Readonly<Partial<Record<Language, SymbolPlace>>>;
  /** What follows from it, told once it passes. */
  readonly decision?: string;
}

/** A place in the learner's code that is tied to a section of a guide. */
export interface Annotation extends SymbolPlace {
  readonly guide: string;
  readonly note: string;
}

/** What an exercise is, with everything that `exercise.yaml` leaves to a default filled in. */
export interface Manifest {
  readonly id: string;
  readonly week: number;
  readonly block: 'a' | 'b' | 'c';
  readonly title: string;
  readonly summary: string;
  readonly size: Size;
  /** Anchor of the guide section that explains the exercise as a whole. */
  readonly guide: string;
  /** Exercises worth doing first. Advice, never a lock. */
  readonly requires: readonly string[];
  /** What one can do afterwards. */
  readonly objectives: readonly string[];
  /** What the exercise leaves out on purpose. */
  readonly outOfScope: readonly string[];
  readonly tracks: Readonly<Partial<Record<Language, Track>>>;
  readonly checks: readonly Check[];
  readonly annotations: readonly Annotation[];
  /** What the answer sheet of an exercise about numbers asks. */
  readonly sheet?: Sheet;
  /** What must stand in the document of an exercise that is a design, and what its learner rates it by. */
  readonly design?: DesignSpec;
}
