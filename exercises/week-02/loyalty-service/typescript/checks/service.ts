import { fail, jsonOf, ManualClock, type KvServer, type Gate } from 'codealong/checkkit';
import type { Broker, Clock, Res } from '../../../../kit/typescript/kit';
import { buildLoyaltyService, type LoyaltyService, type OrderPaid } from '../reference/internal/loyalty/main';
import { aWhile, FakeBroker, type Traffic } from './doubles';
import { mustReturn } from './outcomes';

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
  const response = await mustReturn(
    async () => handle({ method, path, headers: {}, ...(text === undefined ? {} : { body: text }) }),
    input,
  );
  return { status: response.status, body: jsonOf(response, input) };
}

/** A field of a body. */
export function field(body: unknown, name: string): unknown {
  return (body as Record<string, unknown> | null)?.[name] ?? `no field "${name}"`;
}

/** The balance that `GET /loyalty/{id}` shows. */
export async function shownBalance(service: LoyaltyService, customerId: string): Promise<unknown> {
  const { status, body } = await send((request) => service.handle(request), 'GET', `/loyalty/${customerId}`);
  return status === 200 ? field(body, 'balance') : `status ${status}`;
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
  await mustReturn(
    () => service.onOrderPaid(message),
    `OrderPaid ${message.orderId} of ${message.customerId}`,
  );
}

/** One instance whose calls to store and broker take a while, and are counted. */
export function startWatched(store: KvServer, broker: Broker, traffic: Traffic): LoyaltyService {
  const gate: Gate = {
    before: async () => {
      traffic.began++;
      traffic.open++;
      await aWhile();
    },
    after: () => void traffic.open--,
  };
  return startInstance(store, {
    gate,
    broker: { produce: (messages) => traffic.call(() => broker.produce(messages)) },
  });
}

/** A gate at which one call fails, the n-th, before or after it is carried out; later ones too when `forever`. */
export class FailingGate implements Gate {
  calls = 0;
  /** Whether any call has failed. */
  failed = false;

  constructor(
    private readonly when: 'before' | 'after',
    private readonly call: number,
    private readonly forever = false,
  ) {}

  before(): void {
    this.calls++;
    if (this.when === 'before' || (this.forever && this.calls > this.call)) this.#fail();
  }

  after(): void {
    if (this.when === 'after') this.#fail();
  }

  /** The way of an instance to a broker, through the same gate. */
  to(broker: Broker): Broker {
    return {
      produce: async (messages) => {
        this.before();
        await broker.produce(messages);
        this.after();
      },
    };
  }

  #fail(): void {
    if (this.calls !== this.call && !(this.forever && this.calls > this.call)) return;
    this.failed = true;
    throw new Error('connect ECONNREFUSED loyalty-db-7');
  }
}

/** Runs a scenario for each call that can fail, before and after it, as long as there is such a call. */
export async function failingEachCall(
  forever: boolean,
  scenario: (gate: FailingGate, told: string) => Promise<void>,
): Promise<void> {
  for (const when of ['before', 'after'] as const) {
    for (let call = 1, failed = true; failed && call < 60; call++) {
      const gate = new FailingGate(when, call, forever);
      await scenario(gate, `${when} call ${call}`);
      ({ failed } = gate);
    }
  }
}
