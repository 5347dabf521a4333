import { describeError, equal, ok, outcomeOf, show, type Outcome } from 'codealong/checkkit';
import type { Handler, ResponseWriter } from '../reference/pkg/middleware/http';
import { Connection } from './connection';
import { expectCalls, expectEndedWell, expectQuiet } from './expect';
import { latch, rest, Site, Visit, type Target } from './site';

const sizes = ['one layer', 'two layers, one in the other'] as const;
type Size = (typeof sizes)[number];

/** Sends a request through one or two layers of the middleware. */
function through(size: Size, next: Handler, to: Target = {}): Visit {
  const inner = new Site().wrap(next);
  return new Visit(size === 'one layer' ? inner : new Site().wrap(inner), to);
}

export async function passesThrough(): Promise<void> {
  for (const size of sizes) {
    for (const script of scripts) await everyCallPasses(size, script);
    await headPassesAtOnce(size);
    await writeWaits(size);
    for (const reason of [new Error('the client is gone'), 'a text', undefined])
      await writeRejects(size, reason);
    for (const name of ['writeHead', 'flush', 'end'] as const) await callThrows(size, name);
    await handlerEndsWithNext(size);
    await listenersPass(size);
    for (const leaves of [true, false]) await lateCallsPass(size, leaves);
  }
  await twoHandlers();
}

type Script = readonly [does: string, run: (w: ResponseWriter) => Promise<void>];

const parts = Array.from({ length: 12 }, (_, index) => `part ${index + 1}`);

const scripts: readonly Script[] = [
  [
    "writeHead(201, …), write('<p>'), flush(), write('</p>'), end()",
    async (w) => {
      w.writeHead(201, { 'Content-Type': 'text/html', 'X-Order': '17', 'x-note': ' A b ' });
      await w.write('<p>');
      w.flush();
      await w.write('</p>');
      w.end();
    },
  ],
  [
    "twelve times write(…) and flush(), then writeHead(500), end('the last word')",
    async (w) => {
      for (const part of parts) {
        await w.write(part);
        w.flush();
      }
      w.writeHead(500);
      w.end('the last word');
    },
  ],
  [
    "flush(), writeHead(404), writeHead(200, {}), write(''), end('')",
    async (w) => {
      w.flush();
      w.writeHead(404);
      w.writeHead(200, {});
      await w.write('');
      w.end('');
    },
  ],
  [
    "write('a'), write('b'), flush(), write('c'), writeHead(404), end(), flush(), none of which it awaits",
    async (w) => {
      const sent = [w.write('a'), w.write('b')];
      w.flush();
      sent.push(w.write('c'));
      w.writeHead(404);
      w.end();
      w.flush();
      await Promise.all(sent);
    },
  ],
  [
    "end('a'), write('b'), flush(), end('c'), writeHead(500), end()",
    async (w) => {
      w.end('a');
      await w.write('b');
      w.flush();
      w.end('c');
      w.writeHead(500);
      w.end();
    },
  ],
];

async function everyCallPasses(size: Size, [does, run]: Script): Promise<void> {
  const direct = new Visit((_r, w) => run(w), { isFrozen: false });
  await rest();
  const expected = direct.connection.inner.calls;
  const input = `${size}; next calls ${does}`;
  const requests: unknown[] = [];
  const visit = through(
    size,
    async (r, w) => {
      requests.push(r);
      await run(w);
    },
    { isFrozen: false },
  );
  await rest();
  expectCalls(1, requests.length, requests.length === 0 ? `${size}; ${visit.ending}` : input);
  expectEndedWell(visit, input);
  ok(requests[0] === visit.request, {
    message: '`next` has to get the same request that the handler got.',
    input,
    expected: 'the same object',
    actual: `another object: ${show(requests[0])}`,
  });
  equal(visit.request, direct.request, {
    message: 'The request was changed on its way to `next`.',
    input,
  });
  ok(!Object.isFrozen(visit.request) && !Object.isFrozen(visit.request.headers), {
    message: 'The request was frozen on its way to `next`, which may want to note something in it.',
    input,
    expected: 'a request as it came',
    actual: 'a frozen request',
  });
  const { calls } = visit.connection.inner;
  const at = expected.findIndex((call, index) => call !== calls[index]);
  const place = at < 0 ? expected.length : at;
  ok(at < 0 && calls.length === expected.length, {
    message:
      'What `next` calls on its writer has to reach the writer of the server, in the same order, with the same arguments.',
    input,
    expected: `call ${place + 1} is ${expected[place] ?? 'none'}`,
    actual: `call ${place + 1} is ${calls[place] ?? 'none'}`,
  });
}

/** A browser shows the head of a page while the handler looks for the rest. */
async function headPassesAtOnce(size: Size): Promise<void> {
  const work = latch();
  const visit = through(size, async (_r, w) => {
    w.writeHead(404, { 'X-Order': '17' });
    await work.opened;
  });
  await rest();
  equal(visit.connection.inner.calls, ["writeHead(404, { 'X-Order': '17' })"], {
    message: '`writeHead` has to reach the writer of the server when `next` calls it, not later.',
    input: `${size}; next calls writeHead(404, { 'X-Order': '17' }) and works on`,
  });
  work.open();
  await rest();
}

async function writeWaits(size: Size): Promise<void> {
  const input = `${size}; next awaits write('part'), and the client takes its time`;
  const client = latch();
  let hasGoneOn = false;
  const connection = new Connection();
  connection.inner.take = () => client.opened;
  const visit = through(
    size,
    async (_r, w) => {
      await w.write('part');
      hasGoneOn = true;
    },
    { connection },
  );
  await rest();
  ok(!hasGoneOn, {
    message: '`write` resolved before the client took the part.',
    input,
    expected: 'next waits',
    actual: 'next has gone on',
  });
  client.open();
  await rest();
  expectEndedWell(
    visit,
    `${input}; now it has the part`,
    'The client took the part, and `next` did not get to its end.',
  );
}

async function writeRejects(size: Size, reason: unknown): Promise<void> {
  const told = reason instanceof Error ? describeError(reason) : show(reason);
  const input = `${size}; write('part') rejects at the writer of the server with ${told}, and next catches that`;
  const connection = new Connection();
  connection.inner.take = () => Promise.reject(reason);
  let outcome: Outcome<void> | undefined;
  await expectQuiet(input, async () => {
    through(size, async (_r, w) => void (outcome = await outcomeOf(() => w.write('part'))), { connection });
    await rest();
  });
  ok(outcome?.status === 'threw' && Object.is(outcome.error, reason), {
    message: '`write` has to reject as it does at the writer of the server.',
    input,
    expected: `next sees ${told}`,
    actual:
      outcome?.status === 'threw'
        ? `next sees ${outcome.error instanceof Error ? describeError(outcome.error) : show(outcome.error)}`
        : 'write did not reject',
  });
}

async function callThrows(size: Size, name: 'writeHead' | 'flush' | 'end'): Promise<void> {
  const input = `${size}; ${name} throws at the writer of the server, and next catches that`;
  const refused = new RangeError('the head is not valid');
  const connection = new Connection();
  connection.inner.trouble = (called) => {
    if (called === name) throw refused;
  };
  let outcome: Outcome<void> | undefined;
  const next: Handler = async (_r, w) => {
    outcome = await outcomeOf(async () => (name === 'writeHead' ? w.writeHead(404) : w[name]()));
  };
  through(size, next, { connection });
  await rest();
  ok(outcome?.status === 'threw' && outcome.error === refused, {
    message: 'What a call throws at the writer of the server has to reach `next`.',
    input,
    expected: `next sees ${describeError(refused)}`,
    actual:
      outcome?.status === 'threw' ? `next sees ${describeError(outcome.error)}` : `${name} did not throw`,
  });
}

async function handlerEndsWithNext(size: Size): Promise<void> {
  const input = `${size}; next calls end('done') and then works on`;
  const work = latch();
  const connection = new Connection();
  connection.inner.take = () => new Promise(() => {});
  const next: Handler = async (_r, w) => {
    void w.write('a part that nobody takes');
    w.end('done');
    await work.opened;
  };
  const visit = through(size, next, { connection });
  await rest();
  ok(visit.result.state === 'pending', {
    message: 'The handler ended before `next` did.',
    input,
    expected: 'the handler has not ended',
    actual: visit.ending,
  });
  work.open();
  await rest();
  expectEndedWell(
    visit,
    `${input}; now it has ended, and one of its parts, which it did not await, is never taken`,
  );
}

/** One middleware wraps two handlers. */
async function twoHandlers(): Promise<void> {
  const site = new Site();
  const called: string[] = [];
  const [menu, orders] = ['menu', 'orders'].map((name) => site.wrap(async () => void called.push(name)));
  for (const handler of [menu, orders, menu]) if (handler) new Visit(handler);
  await rest();
  equal(called, ['menu', 'orders', 'menu'], {
    message: 'Each handler has to call the `next` that it was wrapped around.',
    input: 'one middleware wraps two handlers, menu and orders; requests come to menu, orders, menu',
  });
}

async function listenersPass(size: Size): Promise<void> {
  const told: string[] = [];
  const work = latch();
  const visit = through(size, async (_r, w) => {
    w.onClose(() => told.push('first'));
    await w.write('part');
    w.onClose(() => told.push('second'));
    await work.opened;
    w.onClose(() => told.push('third'));
    visit.connection.leave();
  });
  await rest();
  equal(told, [], {
    message: 'A function that `next` gave to `onClose` was called, and the client was there.',
    input: `${size}; next calls onClose for two functions`,
  });
  work.open();
  await rest();
  equal(told, ['first', 'second', 'third'], {
    message: 'Each function that `next` gives to `onClose` has to be called once when the client leaves.',
    input: `${size}; next calls onClose for two functions, then for a third one, and at once the client leaves`,
  });
}

/** What is called when the client has left, or when `next` has ended, reaches the writer of the server as well. */
async function lateCallsPass(size: Size, leaves: boolean): Promise<void> {
  const late = latch();
  const refused: Outcome<void>[] = [];
  const script = async (w: ResponseWriter): Promise<void> => {
    w.writeHead(404);
    w.onClose(() => {});
    refused.push(await outcomeOf(() => w.write('late')));
    w.flush();
    w.end('the last word');
  };
  const visit = through(size, async (_r, w) => {
    const done = late.opened.then(() => script(w));
    if (leaves) await done;
  });
  await rest();
  const { connection } = visit;
  const listeners = connection.inner.listeners.length;
  if (leaves) connection.leave();
  late.open();
  await rest();
  const input = `${size}; ${leaves ? 'the client has left' : 'next has ended'}, then writeHead(404), onClose(…), write('late'), flush() and end('the last word') are called`;
  const message =
    'Every call has to reach the writer of the server, also when the client has left or `next` has ended.';
  const calls = ['writeHead(404)', "write('late')", 'flush()', "end('the last word')"];
  equal(connection.inner.calls, calls, { message, input });
  ok(connection.inner.listeners.length > listeners, {
    message:
      '`onClose` has to reach the writer of the server, also when the client has left or `next` has ended.',
    input,
    expected: 'the writer of the server gets a function',
    actual: 'it gets none',
  });
  equal(
    refused.map(({ status }) => status === 'threw'),
    [leaves],
    {
      message:
        'Whether `write` rejects is up to the writer of the server, also when the client has left or `next` has ended.',
      input,
    },
  );
}
