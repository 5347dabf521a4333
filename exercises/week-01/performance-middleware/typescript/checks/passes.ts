import { describeError, equal, ok, outcomeOf, show, type Outcome } from 'codealong/checkkit';
import type { Handler, ResponseWriter } from '../reference/pkg/middleware/http';
import { Connection } from './connection';
import { expectEndedWell } from './expect';
import { latch, rest, Site, Visit } from './site';

const sizes = ['one layer', 'two layers, one in the other'] as const;
type Size = (typeof sizes)[number];

/** Sends a request through one or two layers of the middleware. */
function through(size: Size, next: Handler, connection?: Connection): Visit {
  const inner = new Site().wrap(next);
  return new Visit(size === 'one layer' ? inner : new Site().wrap(inner), connection && { connection });
}

export async function passesThrough(): Promise<void> {
  for (const size of sizes) {
    for (const script of scripts) await everyCallPasses(size, script);
    await writeWaits(size);
    await writeRejects(size);
    await handlerEndsWithNext(size);
    await listenersPass(size);
    for (const leaves of [true, false]) await lateCallsPass(size, leaves);
  }
}

type Script = (w: ResponseWriter) => Promise<void>;

const parts = Array.from({ length: 12 }, (_, index) => `part ${index + 1}`);

const scripts: readonly Script[] = [
  async (w) => {
    w.writeHead(201, { 'content-type': 'text/html', 'x-order': '17' });
    await w.write('<p>');
    w.flush();
    await w.write('</p>');
    w.end();
  },
  async (w) => {
    for (const part of parts) {
      await w.write(part);
      w.flush();
    }
    w.writeHead(500);
    w.end('the last word');
  },
  async (w) => {
    w.flush();
    w.writeHead(404);
    w.writeHead(200, {});
    await w.write('');
    w.end('');
  },
];

async function everyCallPasses(size: Size, script: Script): Promise<void> {
  const direct = new Visit((_r, w) => script(w));
  await rest();
  const expected = direct.connection.inner.calls;
  const input = `${size}; next calls ${expected.slice(0, 6).join(', ')}${expected.length > 6 ? ', …' : ''}`;
  const requests: unknown[] = [];
  const visit = through(size, async (r, w) => {
    requests.push(r);
    await script(w);
  });
  await rest();
  ok(requests.length > 0, {
    message: '`next` was not called.',
    input: size,
    expected: 'next is called once',
    actual: `${visit.ending}; next was not called`,
  });
  expectEndedWell(visit, input);
  equal(requests.length, 1, { message: '`next` has to be called once for a request.', input });
  ok(requests[0] === visit.request, {
    message: '`next` has to get the same request that the handler got.',
    input,
    expected: 'the same object',
    actual: `another object: ${show(requests[0])}`,
  });
  const { calls } = visit.connection.inner;
  const at = expected.findIndex((call, index) => call !== calls[index]);
  const place = at < 0 ? expected.length : at;
  ok(at < 0 && calls.length === expected.length, {
    message:
      'What `next` calls on its writer has to reach the writer of the server, in the same order, with the same arguments.',
    input,
    expected: `call ${place + 1}: ${expected[place] ?? 'none'}`,
    actual: `call ${place + 1}: ${calls[place] ?? 'none'}`,
  });
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
    connection,
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

async function writeRejects(size: Size): Promise<void> {
  const input = `${size}; write('part') rejects at the writer of the server`;
  const lost = new Error('the client is gone');
  const connection = new Connection();
  connection.inner.take = () => Promise.reject(lost);
  let outcome: Outcome<void> | undefined;
  through(size, async (_r, w) => void (outcome = await outcomeOf(() => w.write('part'))), connection);
  await rest();
  ok(outcome?.status === 'threw' && outcome.error === lost, {
    message: '`write` has to reject as it does at the writer of the server.',
    input,
    expected: `next sees ${describeError(lost)}`,
    actual:
      outcome?.status === 'threw' ? `next sees ${describeError(outcome.error)}` : 'write did not reject',
  });
}

async function handlerEndsWithNext(size: Size): Promise<void> {
  const input = `${size}; next calls end('done') and then works on`;
  const work = latch();
  const visit = through(size, async (_r, w) => {
    w.end('done');
    await work.opened;
  });
  await rest();
  ok(visit.result.state === 'pending', {
    message: 'The handler ended before `next` did.',
    input,
    expected: 'the handler has not ended',
    actual: visit.ending,
  });
  work.open();
  await rest();
  expectEndedWell(visit, `${input}; now it has ended`);
}

async function listenersPass(size: Size): Promise<void> {
  const told: string[] = [];
  const work = latch();
  const visit = through(size, async (_r, w) => {
    w.onClose(() => told.push('first'));
    await w.write('part');
    w.onClose(() => told.push('second'));
    await work.opened;
  });
  await rest();
  equal(told, [], {
    message: 'A function that `next` gave to `onClose` was called, and the client was there.',
    input: `${size}; next calls onClose for two functions`,
  });
  visit.connection.leave();
  await rest();
  equal(told, ['first', 'second'], {
    message: 'Each function that `next` gives to `onClose` has to be called once when the client leaves.',
    input: `${size}; next calls onClose for two functions, then the client leaves`,
  });
  work.open();
  await rest();
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
  equal(connection.inner.listeners.length - listeners, 1, {
    message:
      '`onClose` has to reach the writer of the server, also when the client has left or `next` has ended.',
    input,
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
