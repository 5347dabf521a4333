import { request } from 'codealong/checkkit';
import type { Request } from './world';

interface Sent {
  /** Without one, there is no such header. */
  readonly key?: string;
  /** The user's id. Without one it is a guest. */
  readonly user?: string;
  readonly method?: string;
  readonly path?: string;
  /** As text. Without one there is no body at all. */
  readonly body?: string;
  readonly ip?: string;
  readonly roles?: string[];
  readonly headers?: Record<string, string>;
}

export const latte = '{"drink":"latte","size":"L"}';
export const mocha = '{"drink":"mocha","size":"L"}';

/** An order of a latte by Ana, where nothing else is said. It can't be changed. */
export function order(sent: Sent = {}): Request {
  const { key, method = 'POST', path = '/orders', ip = '10.0.0.1', roles = ['customer'] } = { ...sent };
  const { headers = {} } = sent;
  const user = 'user' in sent ? sent.user : 'ana';
  const body = 'body' in sent ? sent.body : latte;
  const made = request(method, path, {
    headers: {
      'content-type': 'application/json',
      ...headers,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ip,
    ...(body === undefined ? {} : { body }),
    ...(user === undefined
      ? {}
      : { user: Object.freeze({ id: user, roles: Object.freeze(roles) as string[] }) }),
  });
  Object.freeze(made.headers);
  return Object.freeze(made);
}

/** What stays the same, and what differs: for the input of a finding. */
export function describe({ method, path, body, user, headers }: Request): string {
  const key = headers['idempotency-key'];
  const what = [`${method} ${path}`, body === undefined ? 'without body' : short(body)];
  what.push(user ? `user ${JSON.stringify(user.id)}` : 'no user');
  what.push(key === undefined ? 'no key' : `key ${short(JSON.stringify(key))}`);
  return what.join(', ').replace(/[\0-\x1f]/g, (unseen) => JSON.stringify(unseen).slice(1, -1));
}

export function short(text: string): string {
  if (text === '') return "body ''";
  return text.length <= 160 ? text : `${text.slice(0, 12)}… (${text.length} characters)`;
}
