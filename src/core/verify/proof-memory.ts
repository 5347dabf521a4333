/** What was proven before, so that what did not change since costs nothing. */
export interface ProofMemory {
  /**
   * What a proof depends on, as one short key: two proofs with the same key have the same outcome. `parts` is plain data;
   * what judges the language is put in by the memory itself.
   */
  keyOf(language: string, parts: unknown): string;
  /** What was kept under a key; undefined when it was never proven, or is forgotten. */
  recall(exercise: string, key: string): unknown;
  /** Keeps the outcome of a proof that held. */
  keep(exercise: string, key: string, outcome: unknown): void;
}

/** Proves everything again. */
export const noMemory: ProofMemory = { keyOf: () => '', recall: () => undefined, keep: () => undefined };
