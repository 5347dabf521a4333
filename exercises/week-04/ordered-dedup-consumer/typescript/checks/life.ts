import type { Gate } from 'codealong/checkkit';

/** The gate of a process that a check can kill at any time: what it has open ends, and nothing of it happens any more. */
export class Life implements Gate {
  dead = false;
  readonly #listeners: (() => void)[] = [];

  onDeath(fn: () => void): void {
    if (this.dead) fn();
    else this.#listeners.push(fn);
  }

  die(): void {
    this.dead = true;
    for (const listener of this.#listeners) listener();
  }
}
