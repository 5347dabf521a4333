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
    : `${count}; from the ${from + 1}. on: ${part}`;
}

/** Type and data of events as JSON makes them, whatever class and further fields they have. */
export function contents(events: readonly { id: string; type: string; data: unknown }[]): string[] {
  return events.map(({ id, type, data }) => `${id} ${type} ${show(plain(data))}`);
}

/** Every field that a stored event has by its type, as text. */
export function everyField(
  events: readonly { streamId: string; version: number; position: number; timestamp: number }[] &
    Parameters<typeof contents>[0],
): string[] {
  const texts = contents(events);
  return events.map(
    ({ streamId, version, position, timestamp }, at) =>
      `${texts[at]} ${JSON.stringify({ streamId, version, position, timestamp })}`,
  );
}

/** A value without classes, its keys sorted by `show`. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
