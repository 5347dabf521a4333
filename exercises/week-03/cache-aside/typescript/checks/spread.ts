import { fail, ok, seededRng } from 'codealong/checkkit';
import { ask, expectHit } from './expect';
import { Shop, type Options } from './shop';

export async function ttlsAreSpread(): Promise<void> {
  for (const row of [450, null]) {
    for (const [ms, jitter] of [
      [300_000, 0.1],
      [30_000, 0.1],
      [300_000, 0.9],
      [30 * 86_400_000, 0.01],
    ] as const)
      await knownDraws({ row, ms, jitter });
    await fourHundred(row);
    await shortest(row);
    await anewForEachEntry(row);
  }
}

/** Entries of one kind: what load answers, the life that is set for it, and how far it is spread. */
interface Kind {
  readonly row: unknown;
  readonly ms: number;
  readonly jitter: number;
}

/** The life of the other kind is three times as long. */
function settings({ row, ms, jitter }: Kind): Partial<Options> {
  const [ttlMs, negativeTtlMs] = row === null ? [3 * ms, ms] : [ms, 3 * ms];
  return { ttlMs, negativeTtlMs, jitter };
}

function describe({ row, ms, jitter }: Kind): string {
  const name = row === null ? 'negativeTtlMs' : 'ttlMs';
  return `load answers ${String(row)}; ${name} ${ms}, jitter ${jitter}`;
}

const draws = [0, 0.1234, 0.5, 0.81, 1 - 2 ** -32];

/**
 * With a source that always draws the same, the life is known. Which end is the long one is up to the solution. One that draws
 * several times for an entry may make anything of them, so there it is the spread of many entries that counts.
 */
async function knownDraws(kind: Kind): Promise<void> {
  if ((await drawsFor(kind)) > 1) return isEvenlySpread(kind);
  const expected = draws.map((draw) => kind.ms * (1 + (2 * draw - 1) * kind.jitter));
  const mirrored = draws.map((draw) => kind.ms * (1 + (1 - 2 * draw) * kind.jitter));
  const lives: number[] = [];
  for (const [index, draw] of draws.entries())
    lives.push(await lifeOf(kind, draw, [expected[index] ?? 0, mirrored[index] ?? 0]));
  const fits = (wanted: readonly number[]): boolean =>
    wanted.every((life, index) => Math.abs((lives[index] ?? 0) - life) <= 2);
  ok(fits(expected) || fits(mirrored), {
    message: 'The life of an entry is not ms × (1 + d), with d drawn evenly from [-jitter, +jitter).',
    input: `${describe(kind)}; rng always answers ${draws.map((draw) => String(Number(draw.toFixed(4)))).join(', or ')}`,
    expected: `lives of ${expected.map(Math.round).join(', ')} ms, give or take 2; or the same the other way round`,
    actual: lives.map((life) => (life === Infinity ? `over ${2 * kind.ms}` : life)).join(', '),
  });
}

/** How often a solution draws for the second entry that it stores. */
async function drawsFor(kind: Kind): Promise<number> {
  const shop = new Shop({ latte: kind.row, mocha: kind.row });
  let drawn = 0;
  const rng = (): number => {
    drawn++;
    return 0.5;
  };
  const cache = shop.instance({ ...settings(kind), rng });
  await ask(shop, cache, 'latte', describe(kind));
  drawn = 0;
  await ask(shop, cache, 'mocha', describe(kind));
  return drawn;
}

/**
 * After how many milliseconds three entries of one instance are gone, by bisection, first near the likely
 * lives; `Infinity` when they live for twice `ms`.
 * Each has a draw of its own, so with a source that always draws the same they have one life.
 */
async function lifeOf(kind: Kind, draw: number, likely: readonly number[]): Promise<number> {
  const isGone = (age: number): Promise<boolean> => isGoneAt(age, kind, draw);
  const input = `${describe(kind)}; rng always answers ${draw}`;
  if (await isGone(0)) fail({ message: 'With jitter, get does not store what it loads.', input });
  let [alive, gone] = [0, 2 * kind.ms];
  for (const life of likely.map(Math.round)) {
    if ((await isGone(life - 3)) || !(await isGone(life + 2))) continue;
    [alive, gone] = [life - 3, life + 2];
    break;
  }
  if (alive === 0 && !(await isGone(gone))) return Infinity;
  while (gone - alive > 1) {
    const middle = Math.floor((alive + gone) / 2);
    if (await isGone(middle)) gone = middle;
    else alive = middle;
  }
  ok(!(await isGone(gone - 1 / 16)), {
    message: 'The life of an entry is not a whole number of milliseconds.',
    input,
    expected: `${gone - 1} ms or ${gone} ms`,
    actual: 'between the two',
  });
  return gone;
}

/** Whether three entries that were stored together are gone by then. */
async function isGoneAt(age: number, kind: Kind, draw: number): Promise<boolean> {
  const keys = ['latte', 'mocha', 'water'];
  const shop = new Shop(Object.fromEntries(keys.map((key) => [key, kind.row])));
  const cache = shop.instance({ ...settings(kind), rng: () => draw });
  for (const key of keys) await cache.get(key);
  await shop.clock.advance(age);
  const before = shop.loads.length;
  for (const key of keys) await cache.get(key);
  const loads = shop.loads.length - before;
  ok(loads === 0 || loads === keys.length, {
    message: 'rng always answers the same, and entries that were stored together live differently long.',
    input: `${describe(kind)}; rng always answers ${draw}; three keys, read again ${age} ms after they were stored`,
    expected: 'all three are there, or all three are gone',
    actual: `${loads} of them ${loads === 1 ? 'is' : 'are'} gone`,
  });
  return loads > 0;
}

/** Of 1,000 entries that are stored together, as many are left at each moment as an even spread leaves, give or take a lot. */
async function isEvenlySpread(kind: Kind): Promise<void> {
  const { row, ms, jitter } = kind;
  const keys = Array.from({ length: 1_000 }, (_, index) => `item-${index}`);
  const moments = [-1, -0.9, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 0.9, 1];
  for (const moment of moments) {
    const shop = new Shop(Object.fromEntries(keys.map((key) => [key, row])));
    const cache = shop.instance({ ...settings(kind), rng: seededRng(11) });
    for (const key of keys) await cache.get(key);
    const at =
      Math.round(ms * (1 + moment * jitter)) + 2 * Math.sign(moment) * Number(Math.abs(moment) === 1);
    await shop.clock.advance(at);
    const before = shop.loads.length;
    for (const key of keys) await cache.get(key);
    const left = keys.length - (shop.loads.length - before);
    const even = keys.length * (0.5 - moment / 2);
    ok(Math.abs(left - even) <= (Math.abs(moment) === 1 ? 0 : 80), {
      message: `1,000 entries were stored together, and the number that is left after ${at} ms is wrong.`,
      input: describe(kind),
      expected: `about ${even} are left`,
      actual: `${left} are left`,
    });
  }
}

/** 400 entries stored together. One that is gone is loaded again, and its next life ends after the last look. */
async function fourHundred(row: unknown): Promise<void> {
  const shop = new Shop();
  const keys = Array.from({ length: 400 }, (_, index) => `item-${index}`);
  for (const key of keys) shop.put(key, row);
  const kind = { row, ms: 300_000, jitter: 0.1 };
  const cache = shop.instance({ ...settings(kind), rng: seededRng(7) });
  let [now, left] = [0, keys.length];
  for (const [at, low, high] of [
    [0, 400, 400],
    [269_999, 400, 400],
    [285_000, 270, 330],
    [300_000, 165, 235],
    [315_000, 70, 130],
    [330_001, 0, 0],
  ] as const) {
    await shop.clock.advance(at - now);
    now = at;
    const before = shop.loads.length;
    for (const key of keys) await cache.get(key);
    if (at > 0) left -= shop.loads.length - before;
    ok(left >= low && left <= high, {
      message: `400 entries were stored together, and the number that is left after ${at} ms is wrong.`,
      input: describe(kind),
      expected: low === high ? `${low} are left` : `${low} to ${high} are left`,
      actual: `${left} are left`,
    });
  }
}

/** Nine tenths less than 1 ms is still 1 ms: a shorter time to live is none. */
async function shortest(row: unknown): Promise<void> {
  for (const draw of [0, 0.5, 1 - 2 ** -32]) {
    const shop = new Shop({ latte: row });
    const cache = shop.instance({ ttlMs: 1, negativeTtlMs: 1, jitter: 0.9, rng: () => draw });
    const input = `load answers ${String(row)}; ttlMs and negativeTtlMs 1, jitter 0.9, rng answers ${draw}`;
    await ask(shop, cache, 'latte', input);
    const message = 'A time to live of 1 ms with jitter, and get does not store what it loads.';
    await expectHit(shop, cache, 'latte', row, {
      message,
      input: `${input}; the second get, at the same moment`,
    });
  }
}

/** The same key is stored twice, with other draws: one of the two lives is over at 300 s, and the other one is not. */
async function anewForEachEntry(row: unknown): Promise<void> {
  const shop = new Shop({ latte: row });
  let draw = 0;
  const kind = { row, ms: 300_000, jitter: 0.1 };
  const cache = shop.instance({ ...settings(kind), rng: () => draw });
  const isAlive = async (): Promise<boolean> => {
    await ask(shop, cache, 'latte', describe(kind));
    await shop.clock.advance(300_000);
    return (await ask(shop, cache, 'latte', describe(kind))).loads === 0;
  };
  const first = await isAlive();
  await shop.clock.advance(400_000);
  draw = 1 - 2 ** -32;
  const second = await isAlive();
  ok(first !== second, {
    message:
      'A key is stored a second time, and its new entry lives as long as the first, whatever rng answers.',
    input: `${describe(kind)}; rng answers 0 for the first entry of a key, and nearly 1 for the second`,
    expected: 'one of them is there after 300000 ms, the other one is gone',
    actual: first ? 'both are there' : 'both are gone',
  });
}
