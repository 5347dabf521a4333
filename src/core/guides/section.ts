/** A section of a guide that an anchor such as `phase-1/1.2/circuit-breaker` leads to. */
export interface Section {
  readonly anchor: string;
  /** The guide's path in the pack. */
  readonly file: string;
  readonly title: string;
  /** The fragment by which Markdown viewers know the heading. */
  readonly fragment: string;
  /** The heading's line, from 1. */
  readonly line: number;
}
