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

interface Held {
  owner: number;
  method: string;
  path: string;
  body: string;
  answer?: Res;
}

/** Wraps a handler so that requests with the same `idempotency-key` run it once. */
export function idempotent({ kv, ttlMs, lockMs, required }: IdempotencyOptions): (h: Handler) => Handler {
  return (handler) => async (request) => {
    const { headers, user, method, path, body = '' } = request;
    const key = headers['idempotency-key'];
    if ((key?.length ?? 0) > 255 || (!key && required(request)))
      return { status: 400, headers: {}, body: 'key?' };
    if (!key) return handler(request);

    const name = user ? `u${JSON.stringify(user.id)}${key}` : `g:${key}`;
    const owner = await kv.incrBy('owners', 1);
    const held: Held = { owner, method, path, body };
    if (!(await kv.set(name, JSON.stringify(held), { nx: true, px: lockMs }))) {
      return late(held, await kv.get(name));
    }

    /** Acts on the key if it is still this owner's. Trouble with the store is not the caller's any more. */
    const end = async (answer?: Res): Promise<void> => {
      const change = kv.eval([name], (tx) => {
        const now = JSON.parse(tx.get(name) ?? 'null') as Held | null;
        if (now?.owner !== owner) return;
        if (answer) tx.set(name, JSON.stringify({ ...held, answer }), { px: ttlMs });
        else tx.del(name);
      });
      await change.then(undefined, () => undefined);
    };

    try {
      const answer = await handler(request);
      await end(answer.status >= 500 ? undefined : answer);
      return { ...answer, headers: { ...answer.headers } };
    } catch (error) {
      await end();
      throw error;
    }
  };
}

/** The answer to a request that did not get its key. */
function late(asked: Held, text: string | null): Res {
  const known = text === null ? null : (JSON.parse(text) as Held);
  if (!known) return { status: 409, headers: {}, body: 'It has just ended. Try again.' };
  const isSame =
    known.method === asked.method && known.path === asked.path && sameBody(known.body, asked.body);
  if (!isSame) return { status: 422, headers: {}, body: '{"error":"another request"}' };
  if (!known.answer) return { status: 409, headers: {}, body: 'It is still running.' };
  return { ...known.answer, headers: { ...known.answer.headers, 'idempotent-replayed': 'true' } };
}

function sameBody(one: string, other: string): boolean {
  const [a, b] = [parse(one), parse(other)];
  return a && b ? same(a.value, b.value) : !a && !b && one === other;
}

function parse(body: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return null;
  }
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [fields, others] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (fields.size !== others.size) return false;
  return [...fields].every(([name, value]) => others.has(name) && same(value, others.get(name)));
}
