import { fail, headerOf, jsonOf, ok, show } from 'codealong/checkkit';
import type { Res } from '../../../../kit/typescript/kit';
import type { Order } from '../reference/producer/handler/order';

export function expectStatus(answer: Res, status: number, message: string, input: string): void {
  if (answer.status !== status)
    fail({ message, input, expected: `status ${status}`, actual: describeAnswer(answer) });
}

/** An answer from 400 on: a problem with this status. */
export function expectProblem(answer: Res, status: number, message: string, input: string): void {
  expectStatus(answer, status, message, input);
  const body = jsonOf(answer, input, 'application/problem+json');
  const { title, status: said } = (body ?? {}) as { title?: unknown; status?: unknown };
  ok(typeof title === 'string' && title !== '' && said === status, {
    message: `The body of a ${status} is not a problem with a title and the status.`,
    input,
    expected: `an object with a text that is not empty as title, and the number ${status} as status`,
    actual: answer.body,
  });
}

/** 202, and both the location and the body name the order that was published. */
export function expectAccepted(answer: Res, order: Order, input: string): void {
  expectStatus(answer, 202, 'The broker confirmed the order, and the answer is not 202.', input);
  const location = headerOf(answer, 'location');
  const id = order.id;
  ok(location === `/orders/${id}`, {
    message: `Order ${id} was published, and the location of the answer is not that of this order.`,
    input,
    expected: `location: /orders/${id}`,
    actual: location === undefined ? 'no location' : `location: ${location}`,
  });
  const body = jsonOf(answer, input) as { id?: unknown } | null;
  ok(body?.id === id, {
    message: `Order ${id} was published, and the body of the answer does not have this id.`,
    input,
    expected: `a JSON object whose id is ${show(id)}`,
    actual: answer.body,
  });
}

/** Fails when something of what was thrown can be read in the answer. */
export function expectNoLeak(answer: Res, secrets: readonly string[], input: string): void {
  const text = `${JSON.stringify(answer.headers)} ${answer.body}`;
  const leaked = secrets.find((secret) => text.includes(secret));
  if (leaked !== undefined) {
    fail({
      message: `The answer shows something of what was thrown: ${leaked}`,
      input,
      expected: 'no message, cause or stack of it in headers and body',
      actual: text,
    });
  }
}

export function describeAnswer({ status, headers, body }: Res): string {
  const location = headerOf({ headers }, 'location');
  const retryAfter = headerOf({ headers }, 'retry-after');
  const named = [location && ` location: ${location}`, retryAfter && ` retry-after: ${retryAfter}`];
  return `status ${status}${named.filter(Boolean).join('')} ${body === '' ? '(empty body)' : body}`;
}
