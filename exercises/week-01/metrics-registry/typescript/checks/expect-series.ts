import { fail, show } from 'codealong/checkkit';
import type { Metrics, Series } from '../reference/pkg/monitoring/metrics';
import { countsOf, expectList } from './expect';

export interface Labels {
  readonly method: string;
  readonly endpoint: string;
  readonly statusCode: string;
}

/** What a series has to be: its labels and all durations. */
export interface Recorded extends Labels {
  readonly seconds: readonly number[];
}

/** The requests of each combination of labels. */
export function grouped(requests: readonly (Labels & { readonly seconds: number })[]): Recorded[] {
  const groups: (Labels & { readonly seconds: number[] })[] = [];
  for (const request of requests) {
    const found = groups.find((group) => isSame(group, request));
    if (found) found.seconds.push(request.seconds);
    else groups.push({ ...request, seconds: [request.seconds] });
  }
  return groups;
}

function isSame(one: Partial<Labels>, other: Labels): boolean {
  return (
    one.method === other.method && one.endpoint === other.endpoint && one.statusCode === other.statusCode
  );
}

export function nameOf({ method, endpoint, statusCode }: Labels): string {
  return `(${show(method)}, ${show(endpoint)}, ${show(statusCode)})`;
}

export function expectSeries(
  metrics: Metrics,
  expected: readonly Recorded[],
  limits: readonly number[],
  input: string,
): void {
  expectListed(metrics.series(), expected, limits, input);
}

/** Fails unless the list has exactly these series, in any order, with their numbers of requests and their durations. */
export function expectListed(
  list: unknown,
  expected: readonly Recorded[],
  limits: readonly number[],
  input: string,
  of = 'The list of series',
): asserts list is Series[] {
  if (!Array.isArray(list))
    fail({ message: `${of} is not an array.`, input, expected: 'an array', actual: show(list) });
  const rows = list as readonly Partial<Series>[];
  const missing = expected.find((one) => !rows.some((row) => isSame(row, one)));
  const surplus = rows.find((row) => !expected.some((one) => isSame(row, one)));
  if (missing || surplus || rows.length !== expected.length) {
    const [count, wanted] = [rows.length, expected.length];
    const entries = count === wanted ? 'other entries than expected' : `${count} entries, expected ${wanted}`;
    const first = missing ? ` It has none with the labels ${nameOf(missing)}.` : '';
    const other = surplus ? ` It has one with the labels ${nameOf(labelsOf(surplus))}.` : '';
    fail({
      message: `${of} has ${entries}.${first}${other}`,
      input,
      expected: few(expected),
      actual: few(rows.map(labelsOf)),
    });
  }
  for (const one of expected) expectOne(rows.find((row) => isSame(row, one)) ?? {}, one, limits, input);
}

function expectOne(row: Partial<Series>, one: Recorded, limits: readonly number[], input: string): void {
  const count = one.seconds.length;
  if (row.requests !== count) {
    const message = `The series ${nameOf(one)} has ${show(row.requests)} requests, expected ${count}.`;
    fail({ message, input, expected: `requests: ${count}`, actual: `requests: ${show(row.requests)}` });
  }
  if (typeof row.duration?.snapshot !== 'function') {
    fail({
      message: `The series ${nameOf(one)} has no histogram.`,
      input,
      expected: 'a Histogram',
      actual: show(row.duration),
    });
  }
  expectList(
    row.duration.snapshot(),
    limits,
    countsOf(limits, one.seconds),
    input,
    `The histogram of the series ${nameOf(one)}`,
  );
}

function labelsOf(row: Partial<Series>): Labels {
  const { method = '?', endpoint = '?', statusCode = '?' } = row ?? {};
  return { method, endpoint, statusCode };
}

function few(list: readonly Labels[]): string {
  const names = list.slice(0, 6).map(nameOf);
  return names.length === 0
    ? 'no series'
    : names.join(', ') + (list.length > 6 ? `, … ${list.length} in all` : '');
}
