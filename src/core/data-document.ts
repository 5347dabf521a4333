/** A parsed data file (YAML or JSON) that still knows where each value stands. */
export interface DataDocument {
  readonly value: unknown;
  /** Why it could not be parsed; empty when it could. Positions start at 1. */
  readonly errors: readonly { readonly message: string; readonly line: number; readonly column: number }[];
  /** The position of the key or item at a path, or of the nearest one above it. */
  locate(path: readonly (string | number)[]): { readonly line: number; readonly column: number };
  /** The position of the value at a path, or of the nearest one above it. */
  locateValue(path: readonly (string | number)[]): { readonly line: number; readonly column: number };
}

/** Port: reads YAML. */
export type ParseData = (text: string) => DataDocument;
