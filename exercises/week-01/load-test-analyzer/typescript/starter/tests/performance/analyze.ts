/** One request of a load test. Times are milliseconds since any one moment (0, epoch, negative before it), the same for all samples. */
export interface Sample {
  /** When the request was sent. */
  startMs: number;
  /** How long until it ended, well or badly; 0 or more. */
  durMs: number;
  /** Whether it succeeded. */
  ok: boolean;
  /** Which connection sent it: any number. */
  worker: number;
  /** When it should have been sent, if the test had a schedule. */
  intendedStartMs?: number;
}

export interface Summary {
  /** Requests per second, failed ones included. */
  rps: number;
  /** Share of requests that failed, 0 to 1. */
  errorRate: number;
  /** Latencies of the successful requests in milliseconds, by nearest rank. */
  p50: number;
  p95: number;
  p99: number;
  /** `null` when there are too few samples to say. */
  p999: number | null;
  /** Requests in flight on average. */
  concurrency: number;
  /** P99 counted from the intended starts; left out when they are not known. */
  correctedP99?: number;
}

/** Sums up one run. Pure: the samples are not changed. */
export function summarize(samples: readonly Sample[]): Summary {
  // Begin with p50, p95 and p99, and 0 or null for the rest. The first check looks at nothing else.
  throw new Error('Not written yet: summarize returns p50, p95 and p99 by nearest rank (rule 1).');
}
