/** A circuit breaker, as much of it as its user sees. */
export interface Breaker {
  /**
   * Calls `fn` and ends as it ends, or rejects with `CircuitOpenError` without calling it. Every error of `fn` counts as a
   * failure, and a throw is one as well.
   */
  execute<T>(fn: () => Promise<T> | T): Promise<T>;
}

/** The breaker refused the call. */
export class CircuitOpenError extends Error {
  /** How long until the breaker lets a call through again, in milliseconds; 0 when nobody knows. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, options?: ErrorOptions) {
    super('circuit breaker is open', options);
    this.name = 'CircuitOpenError';
    this.retryAfterMs = retryAfterMs;
  }
}

/** The call was ended because it took too long. Whether it had an effect is unknown. */
export class TimeoutError extends Error {
  /** The limit in milliseconds. */
  readonly ms: number;

  constructor(ms: number, options?: ErrorOptions) {
    super(`no answer within ${ms} ms`, options);
    this.name = 'TimeoutError';
    this.ms = ms;
  }
}
