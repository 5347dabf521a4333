import { equal, fail, ok } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';

/** A message by what it is about, for example `order-1 600`. */
export function describeMessage({ value }: Msg): string {
  const { txId, redemptionId, points } = parseValue(value);
  return `${String(txId ?? redemptionId)} ${String(points)}`;
}

/** The convention for messages, which the brief prints. */
export function checkMessages(messages: readonly Msg[]): void {
  const byId = new Map<string, string>();
  for (const { topic, key, value, headers } of messages) {
    const { type, accountId } = parseValue(value);
    equal(
      { topic, key, type: headers['event-type'] },
      { topic: 'loyalty.events', key: accountId, type },
      {
        message:
          'A message does not keep the convention: topic loyalty.events, the customer as key, the event-type header.',
        input: `a message with the value ${String(value)}`,
      },
    );
    const id = headers['event-id'];
    ok(id, {
      message: 'A message has no event-id header, so that nobody can tell a repetition from a second event.',
      input: `a message with the value ${String(value)}`,
      expected: 'an event-id header',
      actual: JSON.stringify(headers),
    });
    equal(byId.get(id) ?? String(value), String(value), {
      message:
        'Two different events carry the same event-id: a receiver that drops repetitions drops one of them.',
      input: `event-id ${id}`,
    });
    byId.set(id, String(value));
  }
  const distinct = new Set(messages.map(({ value }) => String(value)));
  equal(byId.size, distinct.size, {
    message: 'An event that is sent twice carries two ids, so that its receiver counts it twice.',
    input: `${messages.length} messages: ids, and different events`,
  });
}

function parseValue(value: Msg['value']): Record<string, unknown> {
  try {
    return JSON.parse(String(value)) as Record<string, unknown>;
  } catch {
    return fail({
      message: 'The value of a message is not JSON.',
      expected: 'the event as JSON',
      actual: String(value),
    });
  }
}
