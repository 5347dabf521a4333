/** The limits that are used when none are given, in seconds. */
export const DEF_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How many observations were at most `le`. The last bucket has `le: Infinity` and counts all. */
export class Bucket {
  constructor(
    readonly le: number,
    readonly count: number,
  ) {}
}

/** Counts observations in buckets. */
export class Histogram {
  private limits: Float64Array;
  private counts: Float64Array;

  constructor(limits: readonly number[] = DEF_BUCKETS) {
    this.limits = Float64Array.from(limits);
    this.counts = new Float64Array(limits.length + 1);
    if (limits.length < 1 || limits[0] <= 0) throw new RangeError('limits begin above 0');
    for (let i = 0; i < limits.length; i++) {
      if (!isFinite(limits[i])) throw new RangeError('limits are finite');
      if (i > 0 && limits[i - 1] >= limits[i]) throw new RangeError('limits rise');
    }
  }

  observe(value: number): void {
    if (!isFinite(value) || value < 0) throw new RangeError('not an observation');
    let [from, to] = [0, this.limits.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.limits[middle] >= value) to = middle;
      else from = middle + 1;
    }
    this.counts = this.counts.map((count, i) => (i >= from ? count + 1 : count));
  }

  snapshot(): Bucket[] {
    return Array.from(this.counts, (count, i) => new Bucket(this.limits[i] ?? Infinity, count));
  }

  quantile(q: number): number {
    if (isNaN(q) || q < 0 || q > 1) throw new RangeError('q is between 0 and 1');
    const n = this.counts[this.limits.length];
    if (n === 0) return NaN;
    let i = 0;
    while (this.counts[i] < q * n || this.counts[i] === (this.counts[i - 1] ?? 0)) i++;
    if (i === this.limits.length) return this.limits[i - 1];
    const [low, below] = i === 0 ? [0, 0] : [this.limits[i - 1], this.counts[i - 1]];
    return (this.limits[i] - low) * ((q * n - below) / (this.counts[i] - below)) + low;
  }

  merge(other: Histogram): Histogram {
    if (this.limits.join() !== other.limits.join()) throw new RangeError('limits differ');
    const merged = new Histogram(Array.from(this.limits));
    merged.counts = this.counts.map((count, i) => count + other.counts[i]);
    return merged;
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
  private list: Series[] = [];
  private known: string[] = [];
  private requests = 0;
  private errors = 0;
  private good: Histogram;
  private limits: readonly number[];

  constructor(private o: MetricsOptions = {}) {
    this.o = { ...o };
    this.limits = [...(o.buckets ?? DEF_BUCKETS)];
    this.good = new Histogram(this.limits);
  }

  recordRequest(method: string, endpoint: string, statusCode: string, seconds: number): void {
    const digits = [...statusCode];
    const isValid = digits.length === 3 && digits.every((c) => c >= '0' && c <= '9') && statusCode >= '100';
    if (!isValid || statusCode > '599') throw new RangeError('status code');
    const one = new Histogram(this.limits);
    one.observe(seconds);
    if (!this.known.includes(endpoint)) {
      if (endpoint === 'other' || this.known.length >= (this.o.maxEndpoints ?? 100)) endpoint = 'other';
      else this.known.push(endpoint);
    }
    const at = this.list.findIndex(
      (s) => s.method === method && s.endpoint === endpoint && s.statusCode === statusCode,
    );
    const old = this.list[at] ?? { requests: 0, duration: new Histogram(this.limits) };
    const now = {
      method,
      endpoint,
      statusCode,
      requests: old.requests + 1,
      duration: old.duration.merge(one),
    };
    this.list.splice(at < 0 ? 0 : at, at < 0 ? 0 : 1, now);
    this.requests++;
    if (statusCode[0] === '5') this.errors++;
    else this.good = this.good.merge(one);
  }

  series(): Series[] {
    return this.list.map((s) => ({ ...s, duration: s.duration.merge(new Histogram(this.limits)) }));
  }

  totals(): { requests: number; errors: number } {
    return { requests: this.requests, errors: this.errors };
  }

  apdex(targetSeconds: number): number {
    const buckets = this.good.snapshot().slice(0, -1);
    const satisfied = buckets.find(({ le }) => le === targetSeconds);
    const tolerated = buckets.find(({ le }) => le / 4 === targetSeconds);
    if (!satisfied || !tolerated) throw new RangeError('the buckets cannot tell');
    return this.requests === 0 ? NaN : (satisfied.count + tolerated.count) / 2 / this.requests;
  }
}
