import { fail, show, type Told } from 'codealong/checkkit';

const shown = 12;

/** Fails unless both lists are the same. Long ones are shown from where they part. `noun` says what the events are. */
export function sameList(
  actual: readonly string[],
  expected: readonly string[],
  noun: string,
  told: Told,
): void {
  const longest = Math.max(actual.length, expected.length);
  const at = Array.from({ length: longest }, (_, index) => index).find((i) => actual[i] !== expected[i]);
  if (at === undefined) return;
  const from = longest <= shown ? 0 : at;
  fail({ ...told, expected: excerpt(expected, from, noun), actual: excerpt(actual, from, noun) });
}

function excerpt(list: readonly string[], from: number, noun: string): string {
  const count = `${list.length} ${list.length === 1 ? 'event' : 'events'} ${noun}`;
  const part = list.slice(from, from + shown).join(', ') || 'nothing';
  if (list.length === 0) return count;
  return from === 0 && list.length <= shown
    ? `${count}: ${part}`
    : `${count}; from number ${from + 1} on: ${part}`;
}

type Fact = { id: string; type: string; data: unknown };
type Placed = Fact & { streamId: string; version: number; position: number };

/** Id, type and data of events as JSON makes them, whatever class and further fields they have. */
export function contents(events: readonly Fact[]): string[] {
  return events.map(({ id, type, data }) => `${id} ${type} ${inOneLine(data)}`);
}

/** Every field that a stored event has by its type, but the time, which is any number until stage 3. */
export function places(events: readonly Placed[]): string[] {
  const texts = contents(events);
  return events.map(
    ({ streamId, version, position }, at) =>
      `${texts[at]}, version ${version} of ${show(streamId)}, at ${position}`,
  );
}

/** Every field that a stored event has by its type. */
export function everyField(events: readonly (Placed & { timestamp: number })[]): string[] {
  const texts = places(events);
  return events.map(({ timestamp }, at) => `${texts[at]}, ${timestamp}`);
}

/** What JSON makes of a value, in whatever order its keys are. */
function inOneLine(data: unknown): string {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(data, sorted) ?? 'nothing';
}
