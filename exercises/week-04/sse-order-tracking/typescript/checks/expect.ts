import { fail, headerOf, ok, show } from 'codealong/checkkit';
import type { Client } from './client';

/** A stream was opened, and nothing was done to its writer that a writer forbids. */
export function expectStream(client: Client, input: string): void {
  const { head } = client;
  const named = (what: string): string => `${what} (${client.name})`;
  ok(head?.status === 200, {
    message: 'The owner of an order did not get a stream.',
    input: named(input),
    expected: 'a head with status 200',
    actual: head ? `a head with status ${show(head.status)}` : 'no head',
  });
  const type = headerOf(head, 'content-type') ?? 'none';
  ok(type.split(';')[0]?.trim().toLowerCase() === 'text/event-stream', {
    message: 'The head of a stream has another content-type.',
    input: named(input),
    expected: 'content-type: text/event-stream',
    actual: type,
  });
  expectNoMisuse(client, input);
  ok(!client.isEnded, {
    message: 'A stream was ended.',
    input: named(input),
    expected: 'an open response',
    actual: `end() was called; events so far: ${listOf(client.data)}`,
  });
}

export function expectNoMisuse(client: Client, input: string): void {
  const { misuse } = client;
  ok(misuse === undefined, {
    message: `${client.name.replace(/^c/, 'C')} ${misuse?.what}.`,
    input,
    expected: misuse?.instead,
    actual: `it ${misuse?.what}`,
  });
}

/** Whatever was written is one whole frame, or a comment. */
export function expectFrames(client: Client, input: string): void {
  const odd = client.oddWrite;
  ok(odd === undefined, {
    message: `A write had ${odd?.what}. Each event is one write.`,
    input: `${input} (${client.name})`,
    expected: 'one whole frame: a line each for id and event, one for each line of data, a blank line',
    actual: show(odd?.text),
  });
}

/** The client has these data by now, in this order. A reset counts as `reset`. */
export function expectData(
  client: Client,
  expected: readonly string[],
  message: string,
  input: string,
): void {
  const actual = client.data;
  if (same(actual, expected)) return;
  fail({ message, input: `${input} (${client.name})`, expected: listOf(expected), actual: listOf(actual) });
}

export function same(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

/** A list in a line: the first ones, and the last. */
export function listOf(values: readonly string[]): string {
  if (values.length === 0) return 'no event';
  const shown = values.map((value) => (/^[\w ]+$/.test(value) ? value : show(value)));
  if (shown.length <= 8) return shown.join(', ');
  return `${shown.slice(0, 4).join(', ')}, … ${shown.slice(-3).join(', ')} (${shown.length} events)`;
}

/** The numbers from `first` to `last`, as data. */
export function numbers(first: number, last: number): string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => `${first + at}`);
}
