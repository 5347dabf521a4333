import { equal, fail, ok, show } from 'codealong/checkkit';
import { endOf, isReplay, kindOf, type Answer, type World } from './world';
import type { Watched } from 'codealong/checkkit';

export function expectRuns(world: World, runs: number, message: string, input: string): void {
  const actual = runsOf(world.runs.length);
  ok(world.runs.length === runs, {
    message,
    input,
    expected: `${runsOf(runs)} of the handler`,
    actual,
  });
}

function runsOf(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}

export function expectStatus(answer: Answer, status: number, message: string, input: string): void {
  ok(answer.status === status && !isReplay(answer), {
    message,
    input,
    expected: `${status}`,
    actual: kindOf(answer),
  });
}

/** The request stands by now as told. */
export function expectEnd(sent: Watched<Answer>, status: number, message: string, input: string): void {
  const is = sent.state === 'fulfilled' && sent.value?.status === status && !isReplay(sent.value);
  ok(is, { message, input, expected: `${status}`, actual: endOf(sent) });
}

/** The answer is the handler's, as it came from it. */
export function expectOwn(answer: Answer, of: Answer, input: string): void {
  equal(plain(answer), plain(of), {
    message: "The caller did not get the handler's answer as it was.",
    input,
  });
}

/** The answer is a replay of the handler's. */
export function expectReplay(answer: Answer, of: Answer, which: string, input: string): void {
  if (!isReplay(answer))
    fail({
      message: `${which} is not a replay: it has no header idempotent-replayed.`,
      input,
      expected: `a replay of ${kindOf(of)}`,
      actual: kindOf(answer),
    });
  const { status, headers, body } = plain(answer);
  const { 'idempotent-replayed': replayed, ...others } = headers;
  equal(replayed, 'true', { message: `${which} has another text in the header idempotent-replayed.`, input });
  equal(status, of.status, { message: `${which} has another status.`, input });
  equal(body, of.body, { message: `${which} has another body.`, input });
  equal(others, plain(of).headers, { message: `${which} has other headers.`, input });
}

export function expectNothingStored(world: World, input: string): void {
  const keys = world.keysInStore;
  const actual = keys.length > 0 ? `the keys ${show(keys)}` : `${world.operations} operations on the store`;
  ok(keys.length === 0 && world.operations === 0, {
    message: 'The store was touched.',
    input,
    expected: 'no operation on the store',
    actual,
  });
}

/** Nothing in the store is another than it was. Numbers may be: counters. */
export function expectUnchanged(world: World, before: Readonly<Record<string, string>>, input: string): void {
  const after = world.server.dump();
  const changed = Object.keys({ ...before, ...after }).filter((key) => {
    const isCounter = /^\d+$/.test(after[key] ?? '');
    return before[key] !== after[key] && !isCounter;
  });
  ok(changed.length === 0, {
    message: 'Whoever gets 409 or 422 changes nothing in the store.',
    input,
    expected: 'the same keys and values as before',
    actual: `new, gone or other than before: ${changed.slice(0, 3).map(show).join(', ')}`,
  });
}

/** Names of headers in lower case, and nothing but what an answer has. */
function plain({ status, headers, body }: Answer): Answer {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { status, headers: Object.fromEntries(lower), body };
}
