/** The limits that are used when none are given, in seconds. */
export const DEF_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How many observations were at most `le`. The last bucket has `le: Infinity` and counts all. */
export interface Bucket {
  le: number;
  count: number;
}

/** Counts observations in buckets. */
export class Histogram {
  /** @throws RangeError unless there is at least one limit and all are finite, above 0 and strictly rising. */
  constructor(limits: readonly number[] = DEF_BUCKETS) {}

  /** @throws RangeError unless `value` is a finite number from 0. */
  observe(value: number): void {
    throw new Error('Not written yet: observe counts the value into its bucket (rule 1).');
  }

  /** All buckets in rising order, as they are now. */
  snapshot(): Bucket[] {
    throw new Error('Not written yet: snapshot lists a bucket for each limit and one for Infinity (rule 1).');
  }

  /** An estimate of the `q`-quantile; `NaN` when nothing was observed. @throws RangeError unless 0 ≤ q ≤ 1. */
  quantile(q: number): number {
    throw new Error(
      'Not written yet: quantile finds the bucket of the rank and interpolates in it (rule 2).',
    );
  }

  /** A new histogram with the observations of both. @throws RangeError when the limits differ. */
  merge(other: Histogram): Histogram {
    throw new Error('Not written yet: merge adds the buckets of two histograms (rule 3).');
  }
}

/** Requests with the same method, endpoint and status code. */
export interface Series {
  method: string;
  endpoint: string;
  statusCode: string;
  requests: number;
  /** Their durations in seconds. */
  duration: Histogram;
}

export interface MetricsOptions {
  /** The limits of all durations, in seconds. Defaults to `DEF_BUCKETS`. */
  buckets?: readonly number[];
  /** How many endpoints keep a name of their own. A whole number from 0. Defaults to 100. */
  maxEndpoints?: number;
}

/** Records the requests of one service instance. */
export class Metrics {
  constructor(o: MetricsOptions = {}) {}

  /** @throws RangeError when the status code or the duration is not valid. */
  recordRequest(method: string, endpoint: string, statusCode: string, seconds: number): void {
    throw new Error('Not written yet: recordRequest counts the request into its series (rule 5).');
  }

  /** One entry for each combination of labels that was recorded, in any order, as it is now. */
  series(): Series[] {
    throw new Error('Not written yet: series lists what was recorded (rule 5).');
  }

  /** All requests, and those that the server failed. */
  totals(): { requests: number; errors: number } {
    throw new Error('Not written yet: totals counts requests and errors (rule 6).');
  }

  /** Between 0 and 1; `NaN` when nothing was recorded. @throws RangeError when the buckets cannot tell. */
  apdex(targetSeconds: number): number {
    throw new Error('Not written yet: apdex rates the durations against a target (rule 8).');
  }
}
