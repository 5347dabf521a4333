import { describeError, fail, Finding, isNear, show } from 'codealong/checkkit';
import { summarize, type Sample, type Summary } from '../reference/tests/performance/analyze';

/** A list of samples, and what it is in a few words: "the durations 1 … 100". */
export interface Run {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** Fields that are not named are not looked at. `undefined` means: left out. */
type Expected = Partial<Summary>;

const words: Record<keyof Summary, string> = {
  rps: 'The rate',
  errorRate: 'The error rate',
  p50: 'P50',
  p95: 'P95',
  p99: 'P99',
  p999: 'P99.9',
  concurrency: 'The concurrency',
  correctedP99: 'The corrected P99',
};

/** Durations are picked, not computed. */
const picked: ReadonlySet<string> = new Set(['p50', 'p95', 'p99', 'p999']);

const fields = Object.keys(words) as readonly (keyof Summary)[];

/** Sums the run up, and fails at the first field that is not as expected. `remark` follows what is said of it. */
export function expectSummary(run: Run, expected: Expected, remark = ''): Partial<Summary> {
  const copy = run.samples.map((sample) => ({ ...sample }));
  const summary = summaryOf(run, copy);
  expectFields(run, summary, expected, remark);
  return summary;
}

export function expectFields(run: Run, summary: Partial<Summary>, expected: Expected, remark = ''): void {
  for (const field of fields) {
    if (!(field in expected)) continue;
    const [wanted, actual] = [expected[field], summary[field]];
    if (isSame(field, actual, wanted)) continue;
    fail({
      message: [tell(field, run.name, wanted, actual), remark].filter(Boolean).join(' '),
      input: describe(run),
      expected: `${field}: ${shown(wanted)}`,
      actual: `${field}: ${shown(actual)}`,
    });
  }
}

/** What the solution says of these samples. Fails when it throws. */
export function summaryOf(run: Run, samples: readonly Sample[]): Partial<Summary> {
  let summary: unknown;
  try {
    summary = summarize(samples);
  } catch (error) {
    // There is no such function: nothing of the learner's has run.
    if (error instanceof Finding) throw error;
    fail({
      message: `summarize threw an error for ${run.name}.`,
      input: describe(run),
      expected: 'a summary',
      actual: `it threw ${describeError(error)}`,
    });
  }
  const isPromise = summary instanceof Promise;
  if (typeof summary === 'object' && summary !== null && !isPromise) return summary;
  fail({
    message: isPromise
      ? 'summarize has to return the summary itself, not a promise of it.'
      : 'summarize has to return a summary.',
    input: describe(run),
    expected: 'a summary',
    actual: isPromise ? 'a promise' : show(summary),
  });
}

function isSame(field: string, actual: unknown, expected: number | null | undefined): boolean {
  if (actual === expected) return true;
  if (typeof actual !== 'number' || typeof expected !== 'number' || picked.has(field)) return false;
  return isNear(actual, expected);
}

function tell(field: keyof Summary, name: string, expected: unknown, actual: unknown): string {
  if (expected === undefined)
    return `${words[field]} of ${name} has to be left out, and ${shown(actual)} was reported.`;
  if (expected === null)
    return `${words[field]} of ${name} has to be null, and ${shown(actual)} was reported.`;
  return `${words[field]} of ${name} is ${shown(expected)}, not ${shown(actual)}.`;
}

/** Enough digits for a person, and whole numbers as they are. Values are compared as they are. */
function shown(value: unknown): string {
  if (value === undefined) return 'left out';
  if (typeof value !== 'number' || !Number.isFinite(value)) return show(value);
  return String(Number(value.toPrecision(14)));
}

/** What went in: the name, and every sample when they are few. */
export function describe({ name, samples }: Run): string {
  const told = samples.length > 6 ? samples.slice(0, 3) : samples;
  const rest = samples.length - told.length;
  return [name, ...told.map(line), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}

function line({ startMs, durMs, ok, worker, intendedStartMs }: Sample): string {
  const plan = intendedStartMs === undefined ? '' : `, intendedStartMs ${intendedStartMs}`;
  return `startMs ${startMs}, durMs ${durMs}, ok ${ok}, worker ${worker}${plan}`;
}
