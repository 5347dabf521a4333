import assert from 'node:assert/strict';
import { ManualClock } from './manual-clock';
import { Network, type Port, type Weather } from './network';

interface Note {
  n: number;
}

let clock: ManualClock;

beforeEach(() => (clock = new ManualClock(0)));

/** A network of nodes that write down what they get. */
function networkOf(names: readonly string[], weather: Weather = {}, seed = 1) {
  const network = new Network<Note>(clock, seed, weather);
  const got: string[] = [];
  const ports = new Map<string, Port<Note>>();
  const join = (name: string) =>
    void ports.set(
      name,
      network.join(name, (from, { n }) => got.push(`${from}>${name} ${n} @${Math.round(clock.now())}`)),
    );
  names.forEach(join);
  return {
    network,
    got,
    join,
    send: (from: string, to: string, n: number) => ports.get(from)?.send(to, { n }),
  };
}

/** What arrives of 200 messages from one node to another. */
async function arrivals(weather: Weather, seed: number): Promise<readonly string[]> {
  const { send, got } = networkOf(['a', 'b'], weather, seed);
  for (let n = 0; n < 200; n++) send('a', 'b', n);
  await clock.advance(1_000);
  return got;
}

describe('a network in fair weather', () => {
  it('delivers everything once, in order, and not before the sender has returned', async () => {
    const { send, got } = networkOf(['a', 'b', 'c']);
    send('a', 'b', 1);
    send('c', 'b', 2);
    send('b', 'b', 3);
    send('a', 'nobody', 4);
    assert.deepEqual(got, []);
    await clock.advance(0);
    assert.deepEqual(got, ['a>b 1 @0', 'c>b 2 @0', 'b>b 3 @0']);
  });

  it('sends copies, to each receiver its own', async () => {
    const network = new Network<Note>(clock, 1, { duplicates: 1 });
    const seen: number[] = [];
    network.join('b', (_from, note) => {
      seen.push(note.n);
      note.n = 99;
    });
    const note = { n: 1 };
    network.join('a', () => undefined).send('b', note);
    note.n = 2;
    await clock.advance(0);
    assert.deepEqual(
      [seen, network.delivered.map(({ message }) => message.n)],
      [
        [1, 1],
        [1, 1],
      ],
    );
  });
});

describe('a network in bad weather', () => {
  const storm: Weather = { delayMs: [10, 50], loss: 0.2, duplicates: 0.1 };

  it('does the same for the same seed, and something else for another', async () => {
    const [one, again, other] = [
      await arrivals(storm, 7),
      await arrivals(storm, 7),
      await arrivals(storm, 8),
    ];
    const plain = (all: readonly string[]) => all.map((text) => text.replace(/@.*/, ''));
    assert.deepEqual(plain(one), plain(again));
    assert.notDeepEqual(plain(one), plain(other));
  });

  it('loses, doubles and reorders as much as it is told to', async () => {
    const numbers = (await arrivals(storm, 7)).map((text) => Number(text.split(' ')[1]));
    const kinds = new Set(numbers);
    assert.ok(Math.abs(kinds.size - 160) < 25, `${kinds.size} of 200 arrived`);
    assert.ok(Math.abs(numbers.length - kinds.size - 16) < 12, `${numbers.length - kinds.size} came twice`);
    assert.ok(
      numbers.some((n, at) => n < (numbers[at - 1] ?? 0)),
      'some overtake others',
    );
  });

  it('loses all or nothing at the ends of the scale, and keeps to its times', async () => {
    assert.deepEqual(await arrivals({ loss: 1 }, 7), []);
    const times = (await arrivals({ delayMs: [10, 50] }, 7)).map(
      (text) => Number(text.split('@')[1]) - 1_000,
    );
    assert.equal(times.length, 200);
    assert.ok(
      times.every((time) => time >= 10 && time <= 50) && Math.max(...times) > 40 && Math.min(...times) < 20,
    );
  });

  it('can change', async () => {
    const { network, send, got } = networkOf(['a', 'b']);
    network.change({ loss: 1 });
    send('a', 'b', 1);
    network.change({ delayMs: [5, 5] });
    send('a', 'b', 2);
    await clock.advance(10);
    assert.deepEqual(got, ['a>b 2 @5']);
  });
});

describe('a network that is cut', () => {
  it('delivers within its parts only, stops what is on its way, and heals', async () => {
    const { network, send, got } = networkOf(['a', 'b', 'c', 'd'], { delayMs: [10, 10] });
    send('a', 'c', 1);
    network.cut(['a', 'b'], ['c']);
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'a'],
    ] as const)
      send(from, to, 2);
    await clock.advance(10);
    assert.deepEqual(got, ['a>b 2 @10']);
    send('a', 'c', 3);
    network.heal();
    send('a', 'c', 4);
    await clock.advance(10);
    assert.deepEqual(got.slice(1), ['a>c 4 @20']);
  });

  it('is not heard by a node that left; after a restart the old one has no say', async () => {
    const { network, join, send, got } = networkOf(['a', 'b']);
    const old = network.join('c', () => assert.fail('the old c is gone'));
    network.leave('b');
    join('c');
    send('a', 'b', 1);
    old.send('a', { n: 2 });
    send('a', 'c', 3);
    await clock.advance(0);
    assert.deepEqual(got, ['a>c 3 @0']);
  });
});
