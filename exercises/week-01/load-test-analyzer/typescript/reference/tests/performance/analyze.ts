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
  const good = samples.filter((sample) => sample.ok);
  const durations = ascending(good.map((sample) => sample.durMs));
  const spanMs = spanOf(samples);
  const inFlightMs = samples.reduce((sum, sample) => sum + sample.durMs, 0);
  return {
    rps: ratio(samples.length, spanMs / 1000),
    errorRate: ratio(samples.length - good.length, samples.length),
    p50: atRank(durations, 0.5),
    p95: atRank(durations, 0.95),
    p99: atRank(durations, 0.99),
    p999: durations.length < 1000 ? null : atRank(durations, 0.999),
    concurrency: ratio(inFlightMs, spanMs),
    correctedP99: correctedP99(good),
  };
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

/** The value that the share `p` of all does not exceed: ranks count from 1, places in an array from 0. */
function atRank(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.ceil(p * sorted.length) - 1];
}

/** From the first start to the last end. A loop, because `Math.min(...)` has no room for a long run. */
function spanOf(samples: readonly Sample[]): number {
  let [first, last] = [Infinity, -Infinity];
  for (const { startMs, durMs } of samples) {
    first = Math.min(first, startMs);
    last = Math.max(last, startMs + durMs);
  }
  return last - first;
}

/** What cannot be divided is 0. */
function ratio(amount: number, by: number): number {
  return by > 0 ? amount / by : 0;
}

/** The customer waits from the moment the request was due, whenever the generator got round to sending it. */
function correctedP99(good: readonly Sample[]): number | undefined {
  const waits: number[] = [];
  for (const { startMs, durMs, intendedStartMs } of good) {
    if (intendedStartMs === undefined) return undefined;
    waits.push(startMs + durMs - Math.min(startMs, intendedStartMs));
  }
  return waits.length === 0 ? undefined : atRank(ascending(waits), 0.99);
}
