/** The brief on a page: which exercise, and for whom. */
export interface PageTarget {
  readonly exercise: string;
  readonly language: string;
}

/** What the extension sends to the page of a brief: HTML of its own, and what the editor's Markdown renderer made of the brief. */
export interface PageContent {
  readonly target: PageTarget;
  readonly header: string;
  readonly body: string;
  /** The number of a rule to scroll to. */
  readonly rule?: number;
}
