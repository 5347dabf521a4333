/** What must stand under a heading of a design. Only its structure is asked for: what is written there, nobody judges. */
export type Need =
  | { readonly kind: 'words'; readonly atLeast: number }
  | ({ readonly kind: 'table'; readonly columns: readonly string[] } & Rows)
  | ({ readonly kind: 'numbers' } & Rows)
  | { readonly kind: 'decision'; readonly rejected: number }
  | { readonly kind: 'diagram'; readonly lines: number };

/** How many rows a table has at least, and the first cells that must be among them. */
export interface Rows {
  readonly rows: number;
  readonly named: readonly string[];
}

/** A check of a design: what must stand under which heading. */
interface NeededPart {
  /** The check's id. */
  readonly id: string;
  /** The heading, without its signs and number. */
  readonly part: string;
  readonly need: Need;
}

/** What a learner rates their design by, once its structure holds. */
export interface Criterion {
  readonly id: string;
  readonly title: string;
  /** The question to ask oneself. */
  readonly asks: string;
}

export interface DesignSpec {
  readonly parts: readonly NeededPart[];
  readonly criteria: readonly Criterion[];
}

/** The columns that a table of a kind has whatever it is about. */
export const numberColumns = ['number', 'formula', 'value'] as const;
export const decisionColumns = ['option', 'verdict', 'reason'] as const;
