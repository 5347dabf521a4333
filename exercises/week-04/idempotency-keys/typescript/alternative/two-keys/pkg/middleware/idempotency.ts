import type { Kv, Req, Res } from '../../kit';

export type Handler = (r: Req) => Promise<Res>;

export interface IdempotencyOptions {
  /** Shared by all instances of the gateway. */
  kv: Kv;
  /** How long an answer is kept after it was stored, in milliseconds. */
  ttlMs: number;
  /** How long a request may hold its key while its handler runs, in milliseconds. */
  lockMs: number;
  /** Whether this request must bring a key. */
  required: (r: Req) => boolean;
}

/** Wraps a handler so that requests with the same `idempotency-key` run it once. */
export function idempotent(options: IdempotencyOptions): (h: Handler) => Handler {
  return (handler) => async (request) => {
    const key = request.headers['idempotency-key'];
    if (key && key.length <= 255) return new Turn(options, request, key).take(handler);
    if (key || options.required(request)) return own(400);
    return handler(request);
  };
}

/** One request on its way through the middleware. */
class Turn {
  readonly #token = crypto.randomUUID();
  readonly #lock: string;
  readonly #answer: string;
  readonly #print: string;

  constructor(
    readonly options: IdempotencyOptions,
    readonly request: Req,
    key: string,
  ) {
    const id = request.user?.id;
    const scope = id === undefined ? 'guests' : `user/${id.length}/${id}`;
    this.#lock = `lock/${scope}/${key}`;
    this.#answer = `answer/${scope}/${key}`;
    this.#print = printOf(request);
  }

  async take(handler: Handler): Promise<Res> {
    const { kv, lockMs } = this.options;
    const lock = JSON.stringify([this.#token, this.#print]);
    const isMine = await kv.set(this.#lock, lock, { nx: true, px: lockMs });
    const known = await kv.get(this.#answer);
    if (known !== null) {
      if (isMine) await this.#end();
      return this.#replay(known);
    }
    if (isMine) return this.#run(handler);
    const holder = await kv.get(this.#lock);
    const isOther = holder !== null && (JSON.parse(holder) as [string, string])[1] !== this.#print;
    return own(isOther ? 422 : 409);
  }

  async #run(handler: Handler): Promise<Res> {
    let answer: Res;
    try {
      answer = await handler(this.request);
    } catch (error) {
      await this.#end().catch(() => undefined);
      throw error;
    }
    await this.#end(answer.status < 500 ? answer : undefined).catch(() => undefined);
    return answer;
  }

  /** Gives the lock back, and leaves the answer in its place when there is one. */
  #end(answer?: Res): Promise<void> {
    const { kv, ttlMs } = this.options;
    return kv.eval([this.#lock, this.#answer], (tx) => {
      const holder = tx.get(this.#lock);
      if (holder === null || (JSON.parse(holder) as [string, string])[0] !== this.#token) return;
      tx.del(this.#lock);
      if (answer) tx.set(this.#answer, JSON.stringify([this.#print, answer]), { px: ttlMs });
    });
  }

  #replay(known: string): Res {
    const [print, answer] = JSON.parse(known) as [string, Res];
    if (print !== this.#print) return own(422);
    return Object.freeze({ ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } });
  }
}

const own = (status: number): Res => ({ status, headers: { 'retry-after': '1' }, body: '' });

function printOf({ method, path, body = '' }: Req): string {
  let content = ['text', body];
  try {
    content = ['json', JSON.stringify(JSON.parse(body), sorted)];
  } catch {
    // It is compared as the text that it is.
  }
  return JSON.stringify([method, path, content]);
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
