import type { Tolerance } from './tolerance';

/** A number that is given. */
export interface Input {
  readonly id: string;
  /** What it is, in the words of the brief's table. */
  readonly title: string;
  /** As the brief prints it, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** What it can be when it is drawn again; it stays as printed when absent. */
  readonly drawn?: { readonly from: number; readonly to: number; readonly step: number };
}

/** A mistake that people make: what comes out then, and what to say about it. */
interface Slip {
  readonly formula: string;
  readonly says: string;
}

/** A number that is asked for. */
export interface Question {
  readonly id: string;
  readonly ask: string;
  readonly unit: string;
  /** Arithmetic over the names of inputs and of questions above. Numbers are in the units that they are given and asked in. */
  readonly formula: string;
  readonly tolerance: Tolerance;
  readonly slips: readonly Slip[];
}

/** What an answer sheet asks, and from what. */
export interface Sheet {
  readonly inputs: readonly Input[];
  readonly questions: readonly Question[];
}

/** What an input or question is called in a formula, where `-` means minus. */
export function nameOf(id: string): string {
  return id.replaceAll('-', '_');
}
