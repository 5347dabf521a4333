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
  const workers = new Map<number, Sample[]>();
  for (const sample of samples) {
    const own = workers.get(sample.worker);
    if (own) own.push(sample);
    else workers.set(sample.worker, [sample]);
  }
  const merged = [...workers.values()].flat();
  const good = merged.filter(({ ok }) => ok);
  const durations = Float64Array.from(good, ({ durMs }) => durMs);
  const total = merged.reduce((sum, { durMs }) => sum + durMs, 0);
  const from = merged.reduce((least, { startMs }) => Math.min(least, startMs), Infinity);
  const to = merged.reduce((most, { startMs, durMs }) => Math.max(most, startMs + durMs), -Infinity);
  const rps = to > from ? (merged.length * 1000) / (to - from) : 0;
  const summary: Summary = {
    rps,
    errorRate: merged.length && (merged.length - good.length) / merged.length,
    p50: select(durations, 0.5),
    p95: select(durations, 0.95),
    p99: select(durations, 0.99),
    p999: good.length < 1000 ? null : select(durations, 0.999),
    concurrency: merged.length && (rps * (total / merged.length)) / 1000,
  };
  if (good.length > 0 && good.every(isPlanned)) {
    summary.correctedP99 = select(Float64Array.from(good, waited), 0.99);
  }
  return summary;
}

function isPlanned(sample: Sample): boolean {
  return typeof sample.intendedStartMs === 'number';
}

function waited({ startMs, durMs, intendedStartMs = startMs }: Sample): number {
  return Math.max(0, startMs - intendedStartMs) + durMs;
}

/** The value at the nearest rank. Narrows the list down to the part that holds it. */
function select(numbers: Float64Array, p: number): number {
  let part = numbers;
  let rank = Math.ceil(p * numbers.length);
  while (part.length > 0) {
    const pivot = part[part.length >> 1];
    const below = part.filter((value) => value < pivot);
    const above = part.filter((value) => value > pivot);
    if (rank <= below.length) part = below;
    else if (rank > part.length - above.length) {
      rank -= part.length - above.length;
      part = above;
    } else return pivot;
  }
  return 0;
}
