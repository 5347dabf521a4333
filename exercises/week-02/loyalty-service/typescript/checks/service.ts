import {
  describeRequest,
  type Gate,
  jsonOf,
  type KvServer,
  ManualClock,
  mustReturn,
  request,
  type Schedule,
  type Watched,
} from 'codealong/checkkit';
import type { Broker, Clock, Req, Res } from '../../../../kit/typescript/kit';
import { buildLoyaltyService, type LoyaltyService, type OrderPaid } from '../reference/internal/loyalty/main';
import { FakeBroker } from './doubles';

/** One instance of the learner's service on a store that others may share. */
export function startInstance(
  store: KvServer,
  options: { gate?: Gate; broker?: Broker; clock?: Clock } = {},
): LoyaltyService {
  const { gate, broker = new FakeBroker(), clock = new ManualClock() } = options;
  return buildLoyaltyService({ kv: store.connect(gate), broker, clock });
}

/** Clients by name, each with the instance that it uses: two, and five that share three. */
export const two = { A: 'A', B: 'B' };
export const five = { A1: 'A', A2: 'A', B1: 'B', B2: 'B', C: 'C' };

/**
 * Lets clients act at the same time. Their instances wait for their turns before each call to the store, and before each
 * call to the broker when one is given.
 */
export function race<T>(
  schedule: Schedule,
  store: KvServer,
  clients: Record<string, string>,
  act: (service: LoyaltyService, client: string) => Promise<T>,
  broker?: FakeBroker,
): Promise<Record<string, Watched<T>>> {
  const instances: Record<string, LoyaltyService> = {};
  const commands: Record<string, () => Promise<T>> = {};
  for (const [client, name] of Object.entries(clients)) {
    const gate = schedule.gate(name);
    const service = (instances[name] ??= startInstance(store, { gate, broker: broker?.through(gate) }));
    commands[client] = () => act(service, client);
  }
  return schedule.race(commands);
}

/** An answer with its body parsed. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a request, whose answer has to be JSON. `body` is sent as JSON; a string is sent as it is. */
export async function send(
  handle: (request: Req) => Promise<Res>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const sent = request(method, path, { body });
  const input = describeRequest(sent);
  const response = await mustReturn(() => handle(sent), input);
  return { status: response.status, body: jsonOf(response, input) };
}

/** A field of a body. */
export function field(body: unknown, name: string): unknown {
  return (body as Record<string, unknown> | null)?.[name] ?? `no field "${name}"`;
}

/** The balance that `GET /loyalty/{id}` shows. */
export async function shownBalance(service: LoyaltyService, customerId: string): Promise<unknown> {
  const { status, body } = await send((sent) => service.handle(sent), 'GET', `/loyalty/${customerId}`);
  return status === 200 ? field(body, 'balance') : `status ${status}`;
}

/** Sends a POST with a JSON body. */
export function post(service: LoyaltyService, path: string, body: unknown): Promise<Answer> {
  return send((sent) => service.handle(sent), 'POST', path, body);
}

/** The message that an order is paid. */
export function paid(orderId: string, customerId = 'ana', amountMinor = 1_000): OrderPaid {
  return { orderId, customerId, amountMinor };
}

/** Delivers a message, which has to be accepted. */
export async function deliver(service: LoyaltyService, message: OrderPaid): Promise<void> {
  const input = `OrderPaid ${message.orderId} of ${message.customerId}`;
  await mustReturn(() => service.onOrderPaid(message), input);
}
