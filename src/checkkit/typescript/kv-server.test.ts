import assert from 'node:assert/strict';
import type { Kv, KvTx } from '../../../exercises/kit/typescript/kit';
import { MemoryKv } from '../../../exercises/kit/typescript/my-checks/support';
import type { Operation } from './gate';
import { KvServer } from './kv-server';
import { ManualClock } from './manual-clock';

let clock: ManualClock;
let server: KvServer;
let kv: Kv;

beforeEach(() => {
  clock = new ManualClock(1_000);
  server = new KvServer(clock);
  kv = server.connect();
});

/** Text where a type says something else: what a learner's cast can bring. */
const noString = 7 as unknown as string;

describe('KvServer', () => {
  it('keeps what is set, until it is removed', async () => {
    assert.equal(await kv.get('a'), null);
    assert.equal(await kv.set('a', 'one'), true);
    assert.equal(await kv.get('a'), 'one');
    assert.deepEqual([await kv.del('a'), await kv.del('a')], [1, 0]);
    assert.equal(await kv.get('a'), null);
  });

  it('takes an empty text for a value', async () => {
    await kv.set('a', '');
    assert.deepEqual([await kv.get('a'), await kv.set('a', 'b', { nx: true })], ['', false]);
  });

  it('sets only what is not there yet when asked to', async () => {
    assert.equal(await kv.set('a', 'first', { nx: true }), true);
    assert.equal(await kv.set('a', 'second', { nx: true }), false);
    assert.equal(await kv.get('a'), 'first');
  });

  it('keeps nothing but text', async () => {
    await assert.rejects(kv.set('a', noString), /keeps strings, but got number for a/);
    assert.deepEqual(server.dump(), {});
  });

  it('adds to numbers, from 0', async () => {
    assert.deepEqual([await kv.incrBy('n', 5), await kv.incrBy('n', -7)], [5, -2]);
    assert.equal(await kv.get('n'), '-2');
  });

  for (const [value, by] of [
    ['one', 1],
    ['1.5', 1],
    ['', 1],
    ['1', 0.5],
    ['1', Number.NaN],
  ] as const) {
    it(`does not add ${by} to ${JSON.stringify(value)}, and leaves it`, async () => {
      await kv.set('n', value);
      await assert.rejects(kv.incrBy('n', by), /is not an integer/);
      assert.equal(await kv.get('n'), value);
    });
  }

  it('shows what is alive, sorted by key', async () => {
    await kv.set('b', '2', { px: 10 });
    await kv.set('a', '1');
    assert.deepEqual(Object.entries(server.dump()), [
      ['a', '1'],
      ['b', '2'],
    ]);
    await clock.advance(10);
    assert.deepEqual(server.dump(), { a: '1' });
  });

  it('is one store for all its connections', async () => {
    await kv.set('a', '1');
    assert.equal(await server.connect().get('a'), '1');
  });
});

describe('a time to live', () => {
  it('ends a key at its time, and not before', async () => {
    await kv.set('a', '1', { px: 10 });
    await clock.advance(9);
    assert.deepEqual([await kv.get('a'), await kv.pttl('a')], ['1', 1]);
    await clock.advance(1);
    assert.deepEqual([await kv.get('a'), await kv.pttl('a'), await kv.del('a')], [null, -2, 0]);
  });

  it('is -1 for a key that has none, and -2 for a key that is not there', async () => {
    await kv.set('a', '1');
    assert.deepEqual([await kv.pttl('a'), await kv.pttl('b')], [-1, -2]);
  });

  it('can be set later, on a key that is there', async () => {
    await kv.set('a', '1');
    assert.deepEqual([await kv.pexpire('a', 5), await kv.pexpire('b', 5)], [true, false]);
    await clock.advance(5);
    assert.deepEqual([await kv.get('a'), await kv.pexpire('a', 5)], [null, false]);
  });

  it('goes when the key is set again, and stays when something is added', async () => {
    await kv.set('a', '1', { px: 10 });
    await kv.set('a', '2');
    assert.equal(await kv.pttl('a'), -1);
    await kv.set('n', '1', { px: 10 });
    await kv.incrBy('n', 1);
    assert.equal(await kv.pttl('n'), 10);
  });

  it('that is over makes way: for a set that wants the key free, and for counting from 0 without it', async () => {
    await kv.set('a', '1', { px: 10 });
    await kv.set('n', '5', { px: 10 });
    await clock.advance(10);
    assert.equal(await kv.set('a', '2', { nx: true }), true);
    assert.equal(await kv.incrBy('n', 1), 1);
    assert.deepEqual([await kv.get('n'), await kv.pttl('n')], ['1', -1]);
  });
});

describe('eval', () => {
  it('reads and writes as one step', async () => {
    await kv.set('a', '1');
    const result = await kv.eval(['a', 'b'], (tx) => {
      tx.set('b', `${tx.get('a') ?? ''}2`);
      tx.del('a');
      return [tx.get('a'), tx.get('b'), tx.get('c')];
    });
    assert.deepEqual(result, [null, '12', null]);
    assert.deepEqual(server.dump(), { b: '12' });
  });

  it('writes nothing when the function throws', async () => {
    await kv.set('a', '1');
    const failing = kv.eval(['a'], (tx) => {
      tx.set('a', '2');
      tx.del('b');
      throw new Error('changed my mind');
    });
    await assert.rejects(failing, /changed my mind/);
    assert.deepEqual(server.dump(), { a: '1' });
  });

  it('refuses a function that would wait, and one that writes no text', async () => {
    const waiting = kv.eval(['a'], async (tx) => tx.set('a', '2'));
    await assert.rejects(waiting, /must not be async/);
    await assert.rejects(
      kv.eval(['a'], (tx) => tx.set('a', noString)),
      /keeps strings/,
    );
    assert.deepEqual(server.dump(), {});
  });
});

describe('a time to live inside eval', () => {
  /** A clock that moves on each time it is read. */
  const restless = () => {
    let now = 0;
    return new KvServer({ now: () => (now += 10) });
  };

  it('begins at the moment of the eval', async () => {
    await kv.eval(['a'], (tx) => tx.set('a', '1', { px: 10 }));
    assert.equal(await kv.pttl('a'), 10);
    await clock.advance(9);
    assert.equal(await kv.get('a'), '1');
    await clock.advance(1);
    assert.equal(await kv.get('a'), null);
  });

  it('is lost when the key is set without one, also after it was set with one in the same eval', async () => {
    await kv.set('a', '1', { px: 10 });
    await kv.eval(['a', 'b'], (tx) => {
      tx.set('a', '2');
      tx.set('b', '1', { px: 10 });
      tx.set('b', '2');
    });
    assert.deepEqual([await kv.pttl('a'), await kv.pttl('b')], [-1, -1]);
  });

  it('stays when the eval only reads, and when it throws', async () => {
    await kv.set('a', '1', { px: 10 });
    await kv.eval(['a'], (tx) => tx.get('a'));
    const failing = kv.eval(['a'], (tx) => {
      tx.set('a', '2');
      throw new Error('changed my mind');
    });
    await assert.rejects(failing, /changed my mind/);
    assert.deepEqual([await kv.get('a'), await kv.pttl('a')], ['1', 10]);
  });

  it('does not end in the middle of an eval', async () => {
    const store = restless().connect();
    await store.set('a', '1', { px: 25 });
    const seen = await store.eval(['a'], (tx) => {
      tx.set('b', '1', { px: 1 });
      return [tx.get('a'), tx.get('a'), tx.get('a'), tx.get('b'), tx.get('b')];
    });
    assert.deepEqual(seen, ['1', '1', '1', '1', '1']);
    assert.equal(await store.get('b'), null);
  });

  it('that is over lets nobody read the key, and makes way for another value', async () => {
    await kv.set('a', '1', { px: 10 });
    await clock.advance(10);
    const seen = await kv.eval(['a'], (tx) => {
      const before = tx.get('a');
      tx.set('a', '2', { px: 5 });
      return [before, tx.get('a')];
    });
    assert.deepEqual([seen, await kv.pttl('a')], [[null, '2'], 5]);
  });

  for (const px of [0, -1, Number.NaN, Infinity]) {
    it(`is refused when it is ${px}, with nothing written`, async () => {
      await assert.rejects(kv.set('a', '1', { px }), RangeError);
      const evaluated = kv.eval(['a', 'b'], (tx) => {
        tx.set('b', '1');
        tx.set('a', '1', { px });
      });
      await assert.rejects(evaluated, RangeError);
      assert.deepEqual(server.dump(), {});
    });
  }

  it('works the same in the store that cases are written with', async () => {
    const store = new MemoryKv(clock);
    await store.eval(['a', 'b'], (tx) => {
      tx.set('a', '1', { px: 10 });
      tx.set('b', '1', { px: 10 });
      tx.set('b', '2');
    });
    assert.deepEqual([await store.pttl('a'), await store.pttl('b')], [10, -1]);
    await clock.advance(10);
    assert.deepEqual([await store.get('a'), await store.get('b')], [null, '2']);
  });
});

describe('the tx of an eval', () => {
  it('is of no use once the function has ended', async () => {
    let kept: KvTx | undefined;
    await kv.eval(['a'], (tx) => void (kept = tx));
    assert.throws(() => kept?.set('a', '1'), /has ended/);
    assert.deepEqual(server.dump(), {});
  });
});

describe('a gate', () => {
  it('sees every operation, numbered on its connection', async () => {
    const seen: Operation[] = [];
    const gated = server.connect({ before: (operation) => void seen.push(operation) });
    await gated.set('a', '1');
    await kv.get('a');
    await gated.eval(['a', 'b'], () => null);
    assert.deepEqual(seen, [
      { name: 'set', keys: ['a'], number: 1 },
      { name: 'eval', keys: ['a', 'b'], number: 2 },
    ]);
  });

  it('can hold a request back while the store serves others', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const slow = server.connect({ before: () => held });
    const value = slow.get('a');
    await kv.set('a', 'in between');
    letGo();
    assert.equal(await value, 'in between');
  });

  const lost = (): never => {
    throw new Error('connection lost');
  };

  it('can lose a request: then nothing happens', async () => {
    await assert.rejects(server.connect({ before: lost }).set('a', '1'), /connection lost/);
    assert.deepEqual(server.dump(), {});
  });

  it('can lose a reply: then it happened', async () => {
    await assert.rejects(server.connect({ after: lost }).set('a', '1'), /connection lost/);
    assert.deepEqual(server.dump(), { a: '1' });
  });
});
