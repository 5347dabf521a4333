import type { ReadDesign } from '../../core/designs/judge-parts';

/** What the reading thread is asked, and what it answers. */
export interface Reading {
  readonly number: number;
  readonly text: string;
}

export interface ReadingDone {
  readonly number: number;
  readonly read: ReadDesign;
}
