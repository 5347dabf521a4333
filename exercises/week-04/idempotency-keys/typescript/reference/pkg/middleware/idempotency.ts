import type { Kv, KvTx, Req, Res } from '../../kit';

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

/** What the store holds for a key: for which request it is, who has it, and in place of the owner the answer once there is one. */
interface Entry {
  owner?: string;
  asked: string;
  answer?: Res;
}

/** Wraps a handler so that requests with the same `idempotency-key` run it once. */
export function idempotent(options: IdempotencyOptions): (h: Handler) => Handler {
  const { kv, ttlMs, lockMs, required } = options;

  /** Takes the key for this request, or learns who has it: one step, so that nobody comes in between. */
  const take = (place: string, mine: Entry): Promise<Entry | null> =>
    kv.eval([place], (tx) => {
      const found = entryAt(tx, place);
      if (!found) tx.set(place, JSON.stringify(mine), { px: lockMs });
      return found;
    });

  /** Stores the answer, or frees the key when there is none to keep; neither if the key is no longer this owner's. */
  const finish = (place: string, { owner, asked }: Entry, answer?: Res): Promise<void> =>
    kv.eval([place], (tx) => {
      if (entryAt(tx, place)?.owner !== owner) return;
      if (answer) tx.set(place, JSON.stringify({ asked, answer }), { px: ttlMs });
      else tx.del(place);
    });

  return (handler) => async (request) => {
    const key = request.headers['idempotency-key'] ?? '';
    if (key.length > 255) return refusal(400, 'The idempotency-key is longer than 255 characters.');
    if (key === '') {
      if (required(request)) return refusal(400, 'This request needs an idempotency-key.');
      return handler(request);
    }

    const place = placeOf(request, key);
    const mine: Entry = { owner: crypto.randomUUID(), asked: fingerprintOf(request) };
    const found = await take(place, mine);
    if (found) return answerTo(mine, found);

    let answer: Res | undefined;
    try {
      answer = await handler(request);
      return answer;
    } finally {
      const isWorthKeeping = answer && answer.status < 500;
      // The handler has run: whatever becomes of the store now, its caller hears how it ended.
      await finish(place, mine, isWorthKeeping ? answer : undefined).catch(() => undefined);
    }
  };
}

function entryAt(tx: KvTx, place: string): Entry | null {
  return JSON.parse(tx.get(place) ?? 'null') as Entry | null;
}

/** The answer to a request whose key is taken. */
function answerTo(mine: Entry, { asked, answer }: Entry): Res {
  if (asked !== mine.asked) return refusal(422, 'This idempotency-key belongs to another request.');
  if (!answer) return refusal(409, 'The first request with this idempotency-key is still running.');
  return { ...answer, headers: { ...answer.headers, 'idempotent-replayed': 'true' } };
}

function refusal(status: number, body: string): Res {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}

/** Where the store keeps a key of a user. JSON tells where the one ends and the other begins, and `null` is not a user's id. */
function placeOf({ user }: Req, key: string): string {
  return `idempotency:${JSON.stringify([user ? user.id : null, key])}`;
}

/** The same text for requests that mean the same. */
function fingerprintOf({ method, path, body = '' }: Req): string {
  return JSON.stringify([method, path, meaningOf(body)]);
}

function meaningOf(body: string): string {
  try {
    return `json ${canonical(JSON.parse(body))}`;
  } catch {
    return `text ${body}`;
  }
}

/** JSON with the fields of every object in one order, and without white space. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Record<string, unknown>;
  const names = Object.keys(fields).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(fields[name])}`).join()}}`;
}
