import { equal, fail, ok } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';
import { subjectOf } from './accounts';

/** A message by what it is about, for example `ana PointsEarned order-1 600`. */
export function describeMessage(message: Msg): string {
  const { txId, redemptionId, points } = valueOf(message);
  const subject = `${String(message.key)} ${String(message.headers['event-type'])} ${String(txId ?? redemptionId)}`;
  return points === undefined ? subject : `${subject} ${String(points)}`;
}

/** An event as `describeMessage` shows its message. */
export function describeEvent(event: LoyaltyEvent): string {
  return `${event.accountId} ${event.type} ${subjectOf(event)}${'points' in event ? ` ${event.points}` : ''}`;
}

/** The messages about a customer, in order. */
export function about(messages: readonly Msg[], customerId: string): readonly string[] {
  return messages.filter((message) => valueOf(message)['accountId'] === customerId).map(describeMessage);
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
function valueOf({ value }: Msg): Record<string, unknown> {
  const text = typeof value === 'string' ? value : new TextDecoder().decode(value);
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return fail({
      message: 'The value of a message is not JSON.',
      expected: 'the event as JSON',
      actual: text,
    });
  }
}
