import assert from 'node:assert/strict';
import type { Msg } from '../../../../exercises/kit/typescript/kit';
import type { Assignments } from '../../../../exercises/kit/typescript/kit/consumer';
import { everyFault, Process } from '../faults';
import type { Gate } from '../gate';
import { settle, watch } from '../settle';
import { BrokerError } from './broker-error';
import { BrokerServer } from './broker-server';

let server: BrokerServer;

beforeEach(() => {
  server = new BrokerServer(3);
});

const message = (value: string, more: Partial<Msg> = {}): Msg => ({
  topic: 'orders',
  key: null,
  value,
  headers: {},
  ...more,
});
const places = (messages: readonly Msg[]) =>
  messages.map(({ partition, offset }) => `${partition}:${offset}`);
const values = (messages: readonly Msg[]) => messages.map(({ value }) => String(value));

/** A member that writes down what it is told. `onRevoke` does what a test puts there. */
class Listener implements Assignments {
  readonly heard: string[] = [];
  generation = 0;
  revoking: () => Promise<void> | void = () => undefined;

  onAssign(partitions: number[], generation: number): void {
    this.generation = generation;
    this.heard.push(`+${partitions.join()} g${generation}`);
  }

  async onRevoke(partitions: number[]): Promise<void> {
    this.heard.push(`-${partitions.join()}`);
    await this.revoking();
  }
}

function join(gate?: Gate, listener = new Listener()) {
  const consumer = server.join({ group: 'g', topic: 'orders', listener, ...(gate ? { gate } : {}) });
  return { consumer, listener };
}

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return 'no error';
  } catch (error) {
    return error instanceof BrokerError ? error.code : error;
  }
}

describe('producing', () => {
  it('keeps the order of a key, in one partition', async () => {
    const broker = server.connect();
    for (let n = 0; n < 12; n++)
      await broker.produce(['a', 'b', 'c', ''].map((key) => message(`${key}${n}`, { key })));
    for (const key of ['a', 'b', 'c', '']) {
      const own = server.log('orders').filter((stored) => stored.key === key);
      assert.deepEqual(
        values(own),
        Array.from({ length: 12 }, (_, n) => `${key}${n}`),
      );
      assert.equal(new Set(own.map(({ partition }) => partition)).size, 1);
    }
  });

  it('spreads messages without a key, and obeys a partition that is named', async () => {
    await server
      .connect()
      .produce([message('a'), message('b'), message('c'), message('d', { partition: 2 })]);
    assert.deepEqual(places(server.log('orders')), ['0:0', '1:0', '2:0', '2:1']);
  });

  it('copies what it takes and what it shows', async () => {
    const value = new Uint8Array([1, 2]);
    const sent = message('', { value, headers: { id: 'x' } });
    const done = server.connect().produce([sent]);
    value[0] = 9;
    sent.headers['id'] = 'y';
    await done;
    const [stored] = server.log('orders');
    assert.deepEqual([stored?.value, stored?.headers], [new Uint8Array([1, 2]), { id: 'x' }]);
    if (stored) stored.headers['id'] = 'z';
    assert.deepEqual(server.log('orders')[0]?.headers, { id: 'x' });
  });

  it('accepts all of a call or nothing', async () => {
    const call = server.connect().produce([message('a'), message('b', { partition: 3 })]);
    await assert.rejects(call, /no partition 3/);
    assert.deepEqual(server.log('orders'), []);
  });

  it('gives offsets of its own, whatever a message says', async () => {
    await server.connect().produce([message('a', { partition: 0, offset: 7 })]);
    assert.deepEqual(places(server.log('orders')), ['0:0']);
  });
});

describe('polling', () => {
  const fillPartition = (partition: number, offsets: readonly number[]): void =>
    server.fill(offsets.map((offset) => message(`${partition}:${offset}`, { partition, offset })));

  it('hands out each message once, by rising offsets, with gaps where the log has them', async () => {
    fillPartition(0, [0, 1, 2, 5, 9, 10]);
    const { consumer } = join();
    assert.deepEqual(places(await consumer.poll(4)), ['0:0', '0:1', '0:2', '0:5']);
    assert.deepEqual(places(await consumer.poll(4)), ['0:9', '0:10']);
    assert.deepEqual(await consumer.poll(), []);
    fillPartition(0, [12]);
    assert.deepEqual(places(await consumer.poll()), ['0:12']);
  });

  it('starves no partition', async () => {
    for (const partition of [0, 1, 2]) fillPartition(partition, [0, 1, 2]);
    const { consumer } = join();
    const seen = [];
    for (let poll = 0; poll < 4; poll++) seen.push(...places(await consumer.poll(2)));
    assert.deepEqual(seen, ['0:0', '0:1', '1:0', '1:1', '2:0', '2:1', '0:2', '1:2']);
  });

  it('leaves out paused partitions until they are resumed', async () => {
    for (const partition of [0, 1]) fillPartition(partition, [0]);
    const { consumer } = join();
    assert.deepEqual(await consumer.poll(0), []);
    consumer.pause(0);
    assert.deepEqual(places(await consumer.poll()), ['1:0']);
    consumer.resume(0);
    assert.deepEqual(places(await consumer.poll()), ['0:0']);
  });

  it('goes back where it is told to', async () => {
    fillPartition(0, [0, 1, 2]);
    const { consumer } = join();
    await consumer.poll();
    consumer.seek(0, 1);
    consumer.seek(7, 0);
    assert.deepEqual(places(await consumer.poll()), ['0:1', '0:2']);
  });

  it('refuses to put a message where one has been', () => {
    fillPartition(0, [4]);
    for (const offset of [4, 2, -1, 4.5]) assert.throws(() => fillPartition(0, [offset]), RangeError);
  });
});

describe('committing', () => {
  it('is where the next assignment begins', async () => {
    server.fill([0, 1, 2].map((offset) => message('m', { partition: 0, offset })));
    const { consumer, listener } = join();
    await consumer.poll();
    await consumer.commit(0, 2, listener.generation);
    await consumer.close();
    assert.deepEqual([...server.committed('g', 'orders')], [[0, 2]]);
    assert.deepEqual(places(await join().consumer.poll()), ['0:2']);
  });

  it('takes what it gets, also a lower offset, and refuses what is none', async () => {
    const { consumer, listener } = join();
    await consumer.poll();
    await consumer.commit(0, 5, listener.generation);
    await consumer.commit(0, 3, listener.generation);
    for (const next of [-1, 0.5, Number.NaN]) await assert.rejects(consumer.commit(0, next, 1), RangeError);
    assert.deepEqual([...server.committed('g', 'orders')], [[0, 3]]);
  });

  it('is refused in another generation, and for the partitions of others', async () => {
    const { consumer, listener } = join();
    await consumer.poll();
    const first = listener.generation;
    const other = join();
    await other.consumer.poll();
    assert.deepEqual(
      [
        await codeOf(consumer.commit(0, 1, first)),
        await codeOf(consumer.commit(1, 1, listener.generation)),
        await codeOf(other.consumer.commit(1, 1, other.listener.generation)),
      ],
      ['ILLEGAL_GENERATION', 'ILLEGAL_GENERATION', 'no error'],
    );
    assert.deepEqual([...server.committed('g', 'orders')], [[1, 1]]);
  });

  it('is a matter of each group and topic', async () => {
    const { consumer, listener } = join();
    await consumer.poll();
    await consumer.commit(0, 5, listener.generation);
    assert.deepEqual([server.committed('g2', 'orders').size, server.committed('g', 'o').size], [0, 0]);
  });
});

describe('a rebalance', () => {
  it('takes everything back and assigns it again, in a new generation', async () => {
    const [one, two, three] = [join(), join(), join()];
    for (const { consumer } of [one, two, three]) await consumer.poll();
    await two.consumer.close();
    await three.consumer.poll();
    assert.deepEqual(one.listener.heard.slice(-3), ['+0 g3', '-0', '+0,2 g4']);
    assert.deepEqual(two.listener.heard.slice(-2), ['+1 g3', '-1']);
    assert.deepEqual(three.listener.heard.slice(-3), ['+2 g3', '-2', '+1 g4']);
    assert.equal(await codeOf(two.consumer.poll()), 'UNKNOWN_MEMBER_ID');
  });

  it('waits for everybody, who can still commit, and delivers again what was not committed', async () => {
    server.fill([0, 1].map((offset) => message('m', { partition: 1, offset })));
    const one = join();
    await one.consumer.poll();
    let letGo = (): void => undefined;
    one.listener.revoking = async () => {
      await new Promise<void>((resolve) => (letGo = resolve));
      await one.consumer.commit(1, 1, one.listener.generation);
    };
    const two = join();
    const polled = watch(two.consumer.poll());
    await settle();
    assert.deepEqual([polled.state, two.listener.heard], ['pending', []]);
    letGo();
    await settle();
    assert.deepEqual([places(polled.value ?? []), two.listener.heard], [['1:1'], ['+1 g2']]);
  });

  it('does not wait for who dies while it gives back', async () => {
    const process = new Process('crash', { step: 2, moment: 'before' });
    const one = join(process);
    await one.consumer.poll();
    one.listener.revoking = () => one.consumer.commit(0, 1, 1);
    const two = join();
    await settle();
    assert.deepEqual([process.dead, two.listener.heard.at(-1)], [true, '+0,1,2 g3']);
  });

  it('tells nothing to who is taken for dead: the next call is refused', async () => {
    const one = join();
    const two = join();
    await two.consumer.poll();
    const heard = [...one.listener.heard];
    await server.expel(one.consumer);
    assert.deepEqual([one.listener.heard, two.listener.heard.at(-1)], [heard, '+0,1,2 g3']);
    assert.deepEqual(
      [await codeOf(one.consumer.commit(0, 1, 2)), await codeOf(one.consumer.poll())],
      ['UNKNOWN_MEMBER_ID', 'UNKNOWN_MEMBER_ID'],
    );
    await server.expel(one.consumer);
    assert.equal(two.listener.heard.at(-1), '+0,1,2 g3', 'once is enough');
  });

  it('tells at the next poll what a listener threw, and holds nobody up', async () => {
    const reason = new Error('from the listener');
    const one = join();
    await one.consumer.poll();
    one.listener.revoking = () => Promise.reject(reason);
    const two = join();
    assert.deepEqual(
      [await codeOf(one.consumer.poll()), await codeOf(two.consumer.poll())],
      [reason, 'no error'],
    );
  });
});

describe('at least once', () => {
  it('delivers again after a crash at any point whatever was not committed, a poison message too', async () => {
    const redelivered = new Set<string>();
    const points = await everyFault('crash', async (process) => {
      server = new BrokerServer(1);
      server.fill(['good', 'poison', 'late'].map((value) => message(value)));
      const handled: string[] = [];
      const work = async (gate: Gate, skipsPoison: boolean): Promise<void> => {
        const { consumer, listener } = join(gate);
        for (let polled = await consumer.poll(1); polled.length > 0; polled = await consumer.poll(1)) {
          const [{ value, offset } = message('', { offset: 0 })] = polled;
          if (value === 'poison' && !skipsPoison) break;
          handled.push(String(value));
          await consumer.commit(0, (offset ?? 0) + 1, listener.generation);
        }
        await consumer.close();
      };
      await process.run(() => work(process, false));
      if (!process.dead) await process.run(() => work(process, false));
      await work({}, true);
      assert.deepEqual([...new Set(handled)], ['good', 'poison', 'late']);
      assert.deepEqual([...server.committed('g', 'orders')], [[0, 3]]);
      for (const value of handled)
        if (handled.indexOf(value) !== handled.lastIndexOf(value)) redelivered.add(value);
    });
    assert.deepEqual([points > 4, [...redelivered]], [true, ['good']]);
  });

  it('accepts twice what a producer sends twice because the answer was lost', async () => {
    const process = new Process('glitch', { step: 1, moment: 'after' });
    const broker = server.connect(process);
    await assert.rejects(broker.produce([message('a')]), /connection reset/);
    await broker.produce([message('a')]);
    assert.deepEqual(values(server.log('orders')), ['a', 'a']);
  });
});
