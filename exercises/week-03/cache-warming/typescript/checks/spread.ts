import { equal, ok, seededRng } from 'codealong/checkkit';
import { expectReport } from './expect';
import { itemsOf, menu, Shop, type Options } from './shop';

const last = 1 - 2 ** -32;

export async function ttlsAreSpread(): Promise<void> {
  for (const ttlMs of [3_600_000, 300_000, 2_000, 2_592_000_000])
    for (const jitter of [0.1, 0.5, 0.75]) await knownDraws(ttlMs, jitter);
  for (const rng of [() => 0, () => 0.5, () => last]) {
    equal(await livesOf(5, { ttlMs: 60_000, jitter: 0, rng }), Array(5).fill(60_000), {
      message: 'jitter is 0, and a row is not stored for ttlMs.',
      input: 'ttlMs 60000, jitter 0',
    });
    const short = await livesOf(5, { ttlMs: 1, jitter: 0.75, rng });
    ok(
      short.every((life) => life === 1 || life === 2),
      {
        message: 'A time to live is not a whole number from 1, or too long.',
        input: 'ttlMs 1, jitter 0.75',
        expected: '1, or 2 when rounded up',
        actual: short.join(', '),
      },
    );
  }
  await fourHundred();
}

async function livesOf(count: number, options: Options): Promise<readonly number[]> {
  const shop = new Shop(menu(count));
  await expectReport(
    shop.start(options),
    { warmed: count },
    `${itemsOf(count)}, ttlMs ${options.ttlMs}, jitter ${options.jitter}`,
  );
  return shop.items.map(({ id }) => shop.kept(id)?.ttlMs ?? 0);
}

/** With a source that always draws the same, the life is known. Which end is the long one is up to the solution. */
async function knownDraws(ttlMs: number, jitter: number): Promise<void> {
  const lives: number[] = [];
  for (const draw of [0, 0.5, last]) lives.push(...(await livesOf(1, { ttlMs, jitter, rng: () => draw })));
  const [one = 0, middle = 0, two = 0] = lives;
  const sorted = [Math.min(one, two), middle, Math.max(one, two)];
  const expected = [(1 - jitter) * ttlMs, ttlMs, (1 + jitter) * ttlMs];
  const input = `ttlMs ${ttlMs}, jitter ${jitter}; rng always answers 0, or 0.5, or nearly 1`;
  ok(
    sorted.every((life, index) => Math.abs(life - (expected[index] ?? 0)) <= 1.01),
    {
      message:
        'A row is not stored for ttlMs × (1 + d), where d is one number of rng, stretched to [-jitter, +jitter).',
      input,
      expected: `${expected.map(Math.round).join(', ')} ms, give or take 1; the first and the last may change places`,
      actual: lives.join(', '),
    },
  );
  ok(lives.every(Number.isInteger), {
    message: 'A time to live is not a whole number of milliseconds.',
    input,
    expected: 'whole numbers',
    actual: lives.join(', '),
  });
}

async function fourHundred(): Promise<void> {
  const lives = await livesOf(400, { ttlMs: 3_600_000, jitter: 0.1, concurrency: 7, rng: seededRng(7) });
  const input = '400 popular items, ttlMs 3600000, jitter 0.1, concurrency 7';
  const sixths = Array.from(
    { length: 6 },
    (_, sixth) => lives.filter((life) => Math.floor((life - 3_240_000) / 120_000) === sixth).length,
  );
  ok(
    sixths.every((count) => count >= 40 && count <= 95),
    {
      message: 'Times to live are not spread evenly.',
      input,
      expected: '40 to 95 in each sixth from 3240000 to 3960000 ms',
      actual: sixths.join(', '),
    },
  );
  const different = new Set(lives).size;
  ok(different >= 380, {
    message: 'Rows share a time to live: it is not drawn again for each.',
    input,
    expected: 'at least 380 different ones',
    actual: `${different} different ones`,
  });
}
