import { fail, ok, seededRng } from 'codealong/checkkit';
import { ask, expectHit } from './expect';
import { Shop, type Options } from './shop';

export async function ttlsAreSpread(): Promise<void> {
  for (const row of [450, null]) {
    for (const ms of [300_000, 30_000]) await knownDraws(row, ms);
    await fourHundred(row);
    await shortest(row);
    await anewForEachEntry(row);
  }
}

/** `ms` is the life of what is stored here; the life of the other kind is three times as long. */
function settings(row: unknown, ms: number): Partial<Options> {
  return row === null ? { ttlMs: 3 * ms, negativeTtlMs: ms } : { ttlMs: ms, negativeTtlMs: 3 * ms };
}

function describe(row: unknown, ms: number): string {
  return `load answers ${String(row)}; ${row === null ? 'negativeTtlMs' : 'ttlMs'} ${ms}, jitter 0.1`;
}

/** With a source that always draws the same, the life is known. Which end is the long one is up to the solution. */
async function knownDraws(row: unknown, ms: number): Promise<void> {
  const draws = [0, 0.5, 1 - 2 ** -32];
  const expected = [0.9 * ms, ms, 1.1 * ms];
  for (const lives of [expected, [...expected].reverse()]) if (await allLive(row, ms, draws, lives)) return;
  const lives: number[] = [];
  for (const draw of draws) lives.push(await lifeOf(row, ms, draw));
  fail({
    message: 'The life of an entry is not ms × (1 + d), with d drawn evenly from [-jitter, +jitter).',
    input: `${describe(row, ms)}; rng always answers 0, or 0.5, or nearly 1`,
    expected: `lives of ${expected.join(', ')} ms, give or take 2; the first and the last may change places`,
    actual: lives.map((life) => (life === Infinity ? `over ${2 * ms}` : life)).join(', '),
  });
}

/** Whether an entry lives for so many milliseconds with each draw, give or take 2. */
async function allLive(
  row: unknown,
  ms: number,
  draws: readonly number[],
  lives: readonly number[],
): Promise<boolean> {
  for (const [index, draw] of draws.entries()) {
    const life = Math.round(lives[index] ?? 0);
    if (await isGoneAt(life - 3, row, ms, draw)) return false;
    if (!(await isGoneAt(life + 2, row, ms, draw))) return false;
  }
  return true;
}

async function isGoneAt(age: number, row: unknown, ms: number, draw: number): Promise<boolean> {
  const shop = new Shop({ latte: row });
  const cache = shop.instance({ ...settings(row, ms), jitter: 0.1, rng: () => draw });
  await ask(shop, cache, 'latte', describe(row, ms));
  await shop.clock.advance(age);
  return (await ask(shop, cache, 'latte', describe(row, ms))).loads > 0;
}

/** After how many milliseconds an entry is gone, by bisection; `Infinity` when it lives for twice `ms`. */
async function lifeOf(row: unknown, ms: number, draw: number): Promise<number> {
  let [alive, gone] = [0, 2 * ms];
  if (!(await isGoneAt(gone, row, ms, draw))) return Infinity;
  while (gone - alive > 1) {
    const middle = Math.floor((alive + gone) / 2);
    if (await isGoneAt(middle, row, ms, draw)) gone = middle;
    else alive = middle;
  }
  return gone;
}

/** 400 entries stored together. One that is gone is loaded again, and its next life ends after the last look. */
async function fourHundred(row: unknown): Promise<void> {
  const shop = new Shop();
  const keys = Array.from({ length: 400 }, (_, index) => `item-${index}`);
  for (const key of keys) shop.put(key, row);
  const cache = shop.instance({ ...settings(row, 300_000), jitter: 0.1, rng: seededRng(7) });
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
      input: describe(row, 300_000),
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
  const cache = shop.instance({ ...settings(row, 300_000), jitter: 0.1, rng: () => draw });
  const isAlive = async (): Promise<boolean> => {
    await ask(shop, cache, 'latte', describe(row, 300_000));
    await shop.clock.advance(300_000);
    return (await ask(shop, cache, 'latte', describe(row, 300_000))).loads === 0;
  };
  const first = await isAlive();
  await shop.clock.advance(400_000);
  draw = 1 - 2 ** -32;
  const second = await isAlive();
  ok(first !== second, {
    message:
      'A key is stored a second time, and its new entry lives as long as the first, whatever rng answers.',
    input: `${describe(row, 300_000)}; rng answers 0 for the first entry of a key, and nearly 1 for the second`,
    expected: 'one of them is there after 300000 ms, the other one is gone',
    actual: first ? 'both are there' : 'both are gone',
  });
}
