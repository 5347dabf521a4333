/** The limits that are used when none are given, in seconds. */
export const DEF_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How many observations were at most `le`. The last bucket has `le: Infinity` and counts all. */
export interface Bucket {
  le: number;
  count: number;
}

/** Counts observations in buckets. */
export class Histogram {
  readonly limits: readonly number[];
  values: readonly number[] = [];

  constructor(limits: readonly number[] = DEF_BUCKETS) {
    let last = 0;
    for (const limit of limits) {
      if (!(limit > last && limit <= Number.MAX_VALUE)) throw new RangeError('limits');
      last = limit;
    }
    if (last === 0) throw new RangeError('no limits');
    this.limits = Object.freeze(limits.slice());
  }

  observe(value: number): void {
    if (!(value >= 0 && value <= Number.MAX_VALUE)) throw new RangeError('value');
    this.values = this.values.concat([value]);
  }

  upTo(limit: number): number {
    return this.values.filter((value) => value <= limit).length;
  }

  snapshot(): Bucket[] {
    let low = 0;
    return [...this.limits, Infinity].map((le) => {
      const bucket = { ge: low, le, count: this.upTo(le) };
      low = le;
      return Object.freeze(bucket);
    });
  }

  quantile(q: number): number {
    if (Number.isNaN(q) || q < 0 || q > 1) throw new RangeError('q');
    const rank = this.values.length * q;
    let low = 0;
    let below = 0;
    for (const le of this.limits) {
      const count = this.upTo(le);
      const inside = count - below;
      if (inside > 0 && count >= rank) return low + ((rank - below) / inside) * (le - low);
      [low, below] = [le, count];
    }
    return this.values.length === 0 ? NaN : low;
  }

  merge(other: Histogram): Histogram {
    const isSame = (limit: number, i: number) => limit === other.limits[i];
    if (other.limits.length !== this.limits.length || !this.limits.every(isSame))
      throw new RangeError('limits');
    const merged = new Histogram(this.limits);
    merged.values = [...this.values, ...other.values];
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

type Durations = Map<string, number[]>;

/** Records the requests of one service instance. */
export class Metrics {
  readonly limits: readonly number[];
  readonly maxEndpoints: number;
  readonly names: string[] = [];
  readonly byEndpoint = new Map<string, Map<string, Durations>>();

  constructor(o: MetricsOptions = {}) {
    this.limits = (o.buckets ?? DEF_BUCKETS).slice();
    this.maxEndpoints = o.maxEndpoints ?? 100;
  }

  recordRequest(method: string, endpoint: string, statusCode: string, seconds: number): void {
    const code = Number(statusCode);
    if (String(code) !== statusCode || !Number.isInteger(code) || code < 100 || code > 599) {
      throw new RangeError('status code');
    }
    new Histogram(this.limits).observe(seconds);
    const known = this.names.indexOf(endpoint) >= 0;
    if (!known && endpoint !== 'other' && this.names.length < this.maxEndpoints) this.names.push(endpoint);
    const name = this.names.indexOf(endpoint) >= 0 ? endpoint : 'other';
    const methods = this.byEndpoint.get(name) ?? new Map<string, Durations>();
    const codes = methods.get(method) ?? new Map<string, number[]>();
    this.byEndpoint.set(
      name,
      methods.set(method, codes.set(statusCode, [...(codes.get(statusCode) ?? []), seconds])),
    );
  }

  all() {
    return [...this.byEndpoint].flatMap(([endpoint, methods]) =>
      [...methods].flatMap(([method, codes]) =>
        [...codes].map(([statusCode, seconds]) => ({ method, endpoint, statusCode, seconds })),
      ),
    );
  }

  series(): Series[] {
    const list = this.all().map((one) => {
      const duration = new Histogram(this.limits);
      duration.values = one.seconds;
      return {
        ...one,
        requests: one.seconds.length,
        duration,
        slowest: one.seconds.reduce((a, b) => Math.max(a, b), 0),
      };
    });
    return list.sort((a, b) => b.requests - a.requests);
  }

  totals(): { requests: number; errors: number; ratio: number } {
    let [requests, errors] = [0, 0];
    for (const { statusCode, seconds } of this.all()) {
      requests += seconds.length;
      if (Number(statusCode) >= 500) errors += seconds.length;
    }
    return { requests, errors, ratio: errors / requests };
  }

  apdex(targetSeconds: number): number {
    const knows = (limit: number) => this.limits.indexOf(limit) >= 0;
    if (!knows(targetSeconds) || !knows(targetSeconds * 4)) throw new RangeError('target');
    let points = 0;
    for (const { statusCode, seconds } of this.all()) {
      if (statusCode >= '500') continue;
      for (const s of seconds) points += s <= targetSeconds ? 1 : s <= targetSeconds * 4 ? 0.5 : 0;
    }
    return points / this.totals().requests;
  }
}
