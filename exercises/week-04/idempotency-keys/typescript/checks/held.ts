import type { Gate } from 'codealong/checkkit';
import { created, type Answer, type Work } from './world';

/** A connection to the store that can be held up: what comes while it is, waits until it is let go. */
export function heldStore() {
  let letGo = (): void => undefined;
  let held: Promise<void> | undefined;
  const gate: Gate = { before: () => held };
  return {
    gate,
    hold: (): void => void (held = new Promise((resolve) => (letGo = resolve))),
    letGo: (): void => letGo(),
  };
}

/** A handler whose runs end when the check says so. */
export class HeldWork {
  readonly #ends: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];

  readonly work: Work = () => new Promise((resolve, reject) => this.#ends.push({ resolve, reject }));

  /** Ends a run, 1 for the first, with its own answer unless another one is given. */
  end(run: number, answer: Answer = created(run)): void {
    this.#ends[run - 1]?.resolve(answer);
  }

  fail(run: number, error: unknown): void {
    this.#ends[run - 1]?.reject(error);
  }
}
