import { describeError, fail, ManualClock, type KvServer, type Gate } from 'codealong/checkkit';
import type { Broker, Clock, Res } from '../../../../kit/typescript/kit';
import { buildLoyaltyService, type LoyaltyService, type OrderPaid } from '../reference/internal/loyalty/main';
import { FakeBroker, finish } from './doubles';

/** One instance of the learner's service on a store that others may share. */
export function startInstance(
  store: KvServer,
  options: { gate?: Gate; broker?: Broker; clock?: Clock } = {},
): LoyaltyService {
  const { gate, broker = new FakeBroker(), clock = new ManualClock() } = options;
  return buildLoyaltyService({ kv: store.connect(gate), broker, clock });
}

/** An answer with its body parsed. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a request. `body` is sent as JSON; a string is sent as it is. */
export async function send(
  handle: (request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string;
  }) => Promise<Res>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const input = text === undefined ? `${method} ${path}` : `${method} ${path} ${text}`;
  const outcome = await finish(
    () => handle({ method, path, headers: {}, ...(text === undefined ? {} : { body: text }) }),
    input,
  );
  if (outcome.status === 'threw') {
    fail({
      message: 'The handler rejects. Whoever called it gets no answer at all, only a broken connection.',
      input,
      expected: 'an answer, whatever happens',
      actual: `it threw ${describeError(outcome.error)}`,
    });
  }
  return { status: outcome.value.status, body: parsed(outcome.value, input) };
}

function parsed(response: Res, input: string): unknown {
  const type =
    Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'none';
  if (!type.startsWith('application/json')) {
    fail({
      message: 'An answer does not say that it is JSON.',
      input,
      expected: 'content-type: application/json',
      actual: type,
    });
  }
  try {
    return JSON.parse(response.body) as unknown;
  } catch {
    return fail({
      message: 'The body of an answer is not JSON.',
      input,
      expected: 'JSON',
      actual: response.body,
    });
  }
}

/** The balance that `GET /loyalty/{id}` shows. */
export async function shownBalance(service: LoyaltyService, customerId: string): Promise<unknown> {
  const { status, body } = await send((request) => service.handle(request), 'GET', `/loyalty/${customerId}`);
  return status === 200
    ? ((body as { balance?: unknown }).balance ?? 'no field "balance"')
    : `status ${status}`;
}

/** Sends a POST with a JSON body. */
export function post(service: LoyaltyService, path: string, body: unknown): Promise<Answer> {
  return send((request) => service.handle(request), 'POST', path, body);
}

/** The message that an order is paid. */
export function paid(orderId: string, customerId = 'ana', amountMinor = 1_000): OrderPaid {
  return { orderId, customerId, amountMinor };
}

/** Delivers a message, which has to be accepted. */
export async function deliver(service: LoyaltyService, message: OrderPaid): Promise<void> {
  const outcome = await finish(() => service.onOrderPaid(message), `OrderPaid ${message.orderId}`);
  if (outcome.status === 'threw') throw outcome.error;
}
