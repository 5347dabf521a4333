import { equal, fail, ok } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';

/** A message by what it is about, for example `ana PointsEarned order-1 600`. */
export function describeMessage(message: Msg): string {
  const { txId, redemptionId, points } = valueOf(message);
  const subject = `${String(message.key)} ${String(message.headers['event-type'])} ${String(txId ?? redemptionId)}`;
  return points === undefined ? subject : `${subject} ${String(points)}`;
}

/** An event as `describeMessage` shows its message. */
export function describeEvent(event: LoyaltyEvent): string {
  const subject = 'redemptionId' in event ? event.redemptionId : event.txId;
  return `${event.accountId} ${event.type} ${subject}${'points' in event ? ` ${event.points}` : ''}`;
}

/** The messages about a customer, in order. */
export function about(messages: readonly Msg[], customerId: string): readonly string[] {
  return messages.filter((message) => valueOf(message)['accountId'] === customerId).map(describeMessage);
}

/** Compares messages, or what else has to be there once each and in order; a finding tells the difference alone. */
export function sameList(
  actual: readonly string[],
  expected: readonly string[],
  told: { readonly message: string; readonly input: string },
): void {
  const place = expected.findIndex((text, index) => actual[index] !== text);
  if (place < 0 && actual.length === expected.length) return;
  const missing = expected.filter((text) => !actual.includes(text));
  const repeated = actual.filter((text, index) => actual.indexOf(text) < index);
  const strange = actual.filter((text) => !expected.includes(text));
  const differences = [
    some('missing', missing),
    some('repeated', repeated),
    some('not expected', strange),
  ].filter(Boolean);
  if (differences.length === 0)
    differences.push(`number ${place + 1} is ${actual[place]}, where ${expected[place]} belongs`);
  fail({
    ...told,
    expected: `${expected.length} in order, each once`,
    actual: `${actual.length}; ${differences.join('; ')}`,
  });
}

function some(what: string, texts: readonly string[]): string {
  if (texts.length === 0) return '';
  return `${texts.length} ${what}: ${texts.slice(0, 3).join(', ')}${texts.length > 3 ? ', …' : ''}`;
}

/** The convention for messages, which the brief prints. `events` are those that they may be about. */
export function checkMessages(messages: readonly Msg[], events: readonly LoyaltyEvent[] = []): void {
  const known = new Map(events.map((event) => [describeEvent(event), event]));
  const valueById = new Map<string, string>();
  const idByValue = new Map<string, string>();
  for (const message of messages) {
    const value = valueOf(message);
    const text = JSON.stringify(value);
    const input = `a message with the value ${text}`;
    equal(
      [message.topic, message.key, message.headers['event-type'], typeof message.headers['event-id']],
      ['loyalty.events', value['accountId'], value['type'], 'string'],
      {
        message: 'A message has another topic, key or header than rule 19 says.',
        input: `${input}: topic, key, event-type, type of event-id`,
      },
    );
    const event = known.get(describeMessage(message));
    for (const [field, expected] of Object.entries(event ?? {}))
      equal(value[field], expected, { message: `A message has another ${field} than its event.`, input });
    const id = message.headers['event-id'] ?? '';
    ok(id, { message: 'The event-id of a message is empty.', input, expected: 'a text', actual: `"${id}"` });
    equal(valueById.get(id) ?? text, text, {
      message: 'Two different events have the same event-id.',
      input: `event-id ${id}: values`,
    });
    equal(id, idByValue.get(text) ?? id, {
      message: 'An event that is sent again has another event-id.',
      input,
    });
    valueById.set(id, text);
    idByValue.set(text, id);
  }
}

/** The value of a message, whether it is sent as text or as bytes. */
export function valueOf({ value }: Msg): Record<string, unknown> {
  const text = typeof value === 'string' ? value : new TextDecoder().decode(value);
  const parsed = parse(text);
  if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  return fail({
    message: 'The value of a message is not an object as JSON.',
    expected: 'the event as JSON',
    actual: text,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
