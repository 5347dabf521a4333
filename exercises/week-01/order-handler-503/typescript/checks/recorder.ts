import type { Breaker } from '../reference/producer/handler/breaker';

/** The breaker of the checks. It counts, and refuses only when it is told to. */
export class Recorder implements Breaker {
  /** How often it was asked. */
  calls = 0;
  /** How the calls that it let through ended, in this order. */
  readonly verdicts: ('success' | 'failure')[] = [];
  /** When it is set, no call is let through: each rejects with what this gives. */
  refusal: (() => unknown) | undefined;

  async execute<T>(fn: () => Promise<T> | T): Promise<T> {
    this.calls++;
    if (this.refusal) throw await this.refusal();
    try {
      const result = await fn();
      this.verdicts.push('success');
      return result;
    } catch (error) {
      this.verdicts.push('failure');
      throw error;
    }
  }

  count(verdict: 'success' | 'failure'): number {
    return this.verdicts.filter((one) => one === verdict).length;
  }
}
