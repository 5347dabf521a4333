/** The limits that are used when none are given, in seconds. */
export const DEF_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How many observations were at most `le`. The last bucket has `le: Infinity` and counts all. */
export interface Bucket {
  le: number;
  count: number;
}

/** Counts observations in buckets. */
export class Histogram {
  readonly #limits: readonly number[];
  /** The observations of each bucket alone, not those below it. The last one is above all limits. */
  #inside: number[];

  /** @throws RangeError unless there is at least one limit and all are finite, above 0 and strictly rising. */
  constructor(limits: readonly number[] = DEF_BUCKETS) {
    const rises = limits.every((limit, i) => Number.isFinite(limit) && limit > (limits[i - 1] ?? 0));
    if (limits.length === 0 || !rises)
      throw new RangeError(`These limits do not rise from above 0: ${limits}`);
    this.#limits = [...limits];
    this.#inside = [...limits, Infinity].map(() => 0);
  }

  /** @throws RangeError unless `value` is a finite number from 0. */
  observe(value: number): void {
    if (!isObservation(value)) throw new RangeError(`An observation is a finite number from 0, not ${value}`);
    const above = this.#limits.filter((limit) => limit < value).length;
    this.#inside[above]++;
  }

  /** All buckets in rising order, as they are now. */
  snapshot(): Bucket[] {
    let count = 0;
    return [...this.#limits, Infinity].map((le, i) => ({ le, count: (count += this.#inside[i]) }));
  }

  /** An estimate of the `q`-quantile; `NaN` when nothing was observed. @throws RangeError unless 0 ≤ q ≤ 1. */
  quantile(q: number): number {
    if (!(q >= 0 && q <= 1)) throw new RangeError(`A quantile is between 0 and 1, not ${q}`);
    const buckets = this.snapshot();
    const rank = q * buckets[buckets.length - 1].count;
    const at = buckets.findIndex(({ count }, i) => this.#inside[i] > 0 && count >= rank);
    if (at < 0) return NaN;
    const low = this.#limits[at - 1] ?? 0;
    const { le, count } = buckets[at];
    if (le === Infinity) return low;
    const below = count - this.#inside[at];
    return low + ((le - low) * (rank - below)) / this.#inside[at];
  }

  /** A new histogram with the observations of both. @throws RangeError when the limits differ. */
  merge(other: Histogram): Histogram {
    if (`${this.#limits}` !== `${other.#limits}`)
      throw new RangeError('The limits of the two histograms differ');
    const both = new Histogram(this.#limits);
    both.#inside = this.#inside.map((inside, i) => inside + other.#inside[i]);
    return both;
  }
}

function isObservation(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
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
  readonly #limits: readonly number[];
  readonly #maxEndpoints: number;
  readonly #endpoints = new Set<string>();
  readonly #series = new Map<string, Omit<Series, 'requests'>>();

  constructor({ buckets = DEF_BUCKETS, maxEndpoints = 100 }: MetricsOptions = {}) {
    this.#limits = [...buckets];
    this.#maxEndpoints = maxEndpoints;
  }

  /** @throws RangeError when the status code or the duration is not valid. */
  recordRequest(method: string, endpoint: string, statusCode: string, seconds: number): void {
    if (!/^[1-5][0-9]{2}$/.test(statusCode)) throw new RangeError(`This is not a status code: ${statusCode}`);
    if (!isObservation(seconds)) throw new RangeError(`A duration is a finite number from 0, not ${seconds}`);
    const name = this.#nameOf(endpoint);
    const key = JSON.stringify([method, name, statusCode]);
    const found = this.#series.get(key);
    const one = found ?? { method, endpoint: name, statusCode, duration: new Histogram(this.#limits) };
    this.#series.set(key, one);
    one.duration.observe(seconds);
  }

  #nameOf(endpoint: string): string {
    if (endpoint === 'other' || this.#endpoints.has(endpoint)) return endpoint;
    if (this.#endpoints.size >= this.#maxEndpoints) return 'other';
    this.#endpoints.add(endpoint);
    return endpoint;
  }

  /** One entry for each combination of labels that was recorded, in any order, as it is now. */
  series(): Series[] {
    const copy = (duration: Histogram) => duration.merge(new Histogram(this.#limits));
    return [...this.#series.values()].map((one) => {
      return { ...one, requests: countUpTo(one.duration, Infinity), duration: copy(one.duration) };
    });
  }

  /** All requests, and those that the server failed. */
  totals(): { requests: number; errors: number } {
    const requests = this.#count(() => true, Infinity);
    return { requests, errors: this.#count(isError, Infinity) };
  }

  /** Between 0 and 1; `NaN` when nothing was recorded. @throws RangeError when the buckets cannot tell. */
  apdex(targetSeconds: number): number {
    const limit = 4 * targetSeconds;
    if (![targetSeconds, limit].every((one) => this.#limits.includes(one))) {
      throw new RangeError(`${targetSeconds} and ${limit} have to be among the limits: ${this.#limits}`);
    }
    const satisfied = this.#count((status) => !isError(status), targetSeconds);
    const tolerating = this.#count((status) => !isError(status), limit) - satisfied;
    return (satisfied + tolerating / 2) / this.totals().requests;
  }

  /** The requests with such status codes that took at most `le`, which is a limit or Infinity. */
  #count(matches: (statusCode: string) => boolean, le: number): number {
    const counted = [...this.#series.values()].filter(({ statusCode }) => matches(statusCode));
    return counted.reduce((sum, { duration }) => sum + countUpTo(duration, le), 0);
  }
}

function countUpTo(histogram: Histogram, le: number): number {
  const buckets = histogram.snapshot();
  return buckets[buckets.findIndex((bucket) => bucket.le === le)].count;
}

function isError(statusCode: string): boolean {
  return statusCode.startsWith('5');
}
