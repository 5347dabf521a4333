/** Something that a section's file lacks or does wrong, at a line from 1. */
export interface Flaw {
  readonly line: number;
  readonly message: string;
}

/** Something wrong at a place in the plan of a section. */
export interface PlanFlaw {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
