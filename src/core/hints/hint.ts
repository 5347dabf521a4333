/** One hint of an exercise, as its author wrote it. */
export interface Hint {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** Ids of the checks that it helps with; none when it helps with the whole. */
  readonly helps: readonly string[];
}
