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
  const run = new Run();
  for (const sample of samples) run.add(sample);
  return run.summary();
}

/** How often each duration occurs. */
class Tally {
  readonly #times = new Map<number, number>();
  size = 0;

  add(value: number): void {
    this.#times.set(value, (this.#times.get(value) ?? 0) + 1);
    this.size++;
  }

  /** The value that at least `perMille` of 1,000 do not exceed. 0 when there is none. */
  quantile(perMille: number): number {
    let left = Math.ceil((perMille * this.size) / 1000);
    const values = [...this.#times].sort(([one], [other]) => one - other);
    for (const [value, times] of values) {
      left -= times;
      if (left <= 0) return value;
    }
    return 0;
  }
}

class Run {
  readonly #took = new Tally();
  readonly #waited = new Tally();
  #all = 0;
  #busyMs = 0;
  #from = Infinity;
  #to = -Infinity;

  add({ startMs, durMs, ok, intendedStartMs }: Sample): void {
    const endMs = startMs + durMs;
    this.#all += 1;
    this.#busyMs += durMs;
    if (startMs < this.#from) this.#from = startMs;
    if (endMs > this.#to) this.#to = endMs;
    if (!ok) return;
    this.#took.add(durMs);
    if (intendedStartMs !== undefined) this.#waited.add(Math.max(endMs - intendedStartMs, durMs));
  }

  summary(): Summary {
    const good = this.#took.size;
    const planned = good > 0 && good === this.#waited.size;
    const seconds = this.#all === 0 ? 0 : (this.#to - this.#from) / 1000;
    return {
      rps: seconds === 0 ? 0 : this.#all / seconds,
      errorRate: this.#all === 0 ? 0 : 1 - good / this.#all,
      p50: this.#took.quantile(500),
      p95: this.#took.quantile(950),
      p99: this.#took.quantile(990),
      p999: good >= 1000 ? this.#took.quantile(999) : null,
      concurrency: seconds === 0 ? 0 : this.#busyMs / 1000 / seconds,
      correctedP99: planned ? this.#waited.quantile(990) : undefined,
    };
  }
}
