import { describeError, fail, ManualClock, settle, watch, type Watched } from 'codealong/checkkit';
import { SseHub, type SseOptions } from '../reference/api-gateway/server/sse';
import { Client } from './client';

interface Settings {
  readonly history?: number;
  readonly heartbeatMs?: number;
  readonly epoch?: string;
  readonly ownerOf?: SseOptions['ownerOf'];
}

interface Asked {
  readonly order?: string;
  /** `null`: nobody is signed in. */
  readonly user?: string | null;
  readonly roles?: readonly string[];
  readonly lastId?: string;
  readonly headers?: Record<string, string>;
  readonly room?: number;
}

/** One hub, its clients and their clock. Every order is Ana's unless told otherwise. */
export class World {
  readonly clock = new ManualClock();
  readonly hub: SseHub;
  readonly #connections: { readonly client: Client; readonly result: Watched<void> }[] = [];
  readonly #settings: Settings;
  /** What answers the look-ups that are held. */
  #held: ((owner: string | null | Error) => void)[] = [];
  #holds = false;
  #count = 0;

  constructor(settings: Settings = {}) {
    this.#settings = settings;
    const { history = 50, heartbeatMs = 15_000, epoch = 'e1' } = settings;
    const ownerOf = (orderId: string): Promise<string | null> => this.#lookUp(orderId);
    this.hub = new SseHub({ history, heartbeatMs, epoch, ownerOf, clock: this.clock });
  }

  /** Sends a request, and returns at once. */
  start(asked: Asked = {}, client = this.client()): Client {
    const { order = 'o1', user = 'ana', roles = [], lastId, room } = asked;
    if (room !== undefined) client.room = room;
    const headers = { ...asked.headers, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
    const signedIn = user === null ? {} : { user: Object.freeze({ id: user, roles: [...roles] }) };
    const path = `/orders/${encodeURIComponent(order)}/events`;
    const request = Object.freeze({ method: 'GET', path, headers: Object.freeze(headers), ...signedIn });
    const result = watch((async () => this.hub.connect(order, request, client))());
    this.#connections.push({ client, result });
    return client;
  }

  client(): Client {
    return new Client(`client ${++this.#count}`, this.clock);
  }

  async connect(asked: Asked = {}): Promise<Client> {
    const client = this.start(asked);
    await this.settle();
    return client;
  }

  /** Publishes, and returns at once. */
  publishNow(data: string, { order = 'o1', type = 'status' } = {}): void {
    try {
      this.hub.publish(order, Object.freeze({ type, data }));
    } catch (error) {
      fail({
        message: 'publish threw.',
        input: `publish(${JSON.stringify(order)}, ${JSON.stringify({ type, data })})`,
        expected: 'no error',
        actual: `it threw ${describeError(error)}`,
      });
    }
  }

  async publish(data: string, more: { order?: string; type?: string } = {}): Promise<void> {
    this.publishNow(data, more);
    await this.settle();
  }

  /** Publishes the numbers from `first` to `last`, one after the other. */
  async publishAll(first: number, last: number, more: { order?: string; type?: string } = {}): Promise<void> {
    for (let number = first; number <= last; number++) await this.publish(`${number}`, more);
  }

  /** Publishes the numbers from `first` to `last` in one step. */
  async publishTogether(first: number, last: number): Promise<void> {
    for (let number = first; number <= last; number++) this.publishNow(`${number}`);
    await this.settle();
  }

  /** From now on look-ups wait for `answer`. */
  hold(): void {
    this.#holds = true;
  }

  /** Answers every look-up that waits, and returns at once. */
  answerNow(owner: string | null | Error = 'ana'): void {
    for (const answer of this.#held.splice(0)) answer(owner);
  }

  async settle(): Promise<void> {
    await settle();
    for (const { client, result } of this.#connections) {
      if (result.state !== 'rejected') continue;
      fail({
        message: 'connect rejected.',
        input: `the request of ${client.name}`,
        expected: 'no rejection',
        actual: `it rejected with ${describeError(result.error)}`,
      });
    }
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await this.settle();
  }

  #lookUp(orderId: string): Promise<string | null> {
    if (this.#settings.ownerOf) return this.#settings.ownerOf(orderId);
    if (!this.#holds) return Promise.resolve('ana');
    return new Promise((resolve, reject) =>
      this.#held.push((owner) => (owner instanceof Error ? reject(owner) : resolve(owner))),
    );
  }
}

/** Lets this many promises that have already resolved be awaited. */
export async function promises(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await undefined;
}
