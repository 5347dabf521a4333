import { ok, outcomeOf, seededRng, show } from 'codealong/checkkit';
import { backoffMs } from '../reference/consumer/worker/worker';
import { alwaysFailing, Bench, rest } from './bench';
import { late } from './caps';
import { expectTimes } from './expect';

export async function fullJitter(): Promise<void> {
  for (const number of [0, 0.25, 0.5, 1 / 3, 0.75, 0.999_999]) {
    for (const attempt of [1, 2, 3, 5, 6, ...late]) {
      await expectDrawn(number, attempt, 1_000, 30_000);
      await expectDrawn(number, attempt, 0, 30_000);
      await expectDrawn(number, attempt, 1_000, 10_000_000_000);
    }
    for (const attempt of [11, 20, 23, 24]) await expectDrawn(number, attempt, 1_000, 10_000_000_000);
    await expectDrawn(number, 2, 1_000, 0);
    await expectDrawn(number, 2, 5_000, 1_200);
  }
  const random = seededRng(8);
  for (let draw = 0; draw < 200; draw++) await expectDrawn(random(), 1 + (draw % 8), 1_000, 30_000);
  await drawsForEachPause();
}

async function expectDrawn(number: number, attempt: number, baseMs: number, maxMs: number): Promise<void> {
  let draws = 0;
  const rng = (): number => {
    draws++;
    return number;
  };
  const o = Object.freeze({ baseMs, maxMs, jitter: 'full' as const, rng });
  const outcome = await outcomeOf(() => backoffMs(attempt, o));
  if (outcome.status === 'threw') throw outcome.error;
  const capped = Math.min(baseMs * 2 ** Math.min(attempt - 1, 60), maxMs);
  const expected = number * capped;
  const actual: unknown = outcome.value;
  const input = `backoffMs(${attempt}) with baseMs ${baseMs}, maxMs ${maxMs}, jitter 'full', and rng() is ${number}`;
  const isDrawn = typeof actual === 'number' && Math.abs(actual - expected) <= 1 + capped * 2 ** -50;
  ok(isDrawn && actual >= 0 && actual <= capped, {
    message: `With rng() ${number} the pause is ${show(actual)} ms, expected ${number} × ${capped}.`,
    input,
    expected: `${expected}, or that in whole milliseconds`,
    actual: show(actual),
  });
  ok(draws === 1 || capped === 0, {
    message: 'A pause takes one number from rng.',
    input,
    expected: 'rng was called once',
    actual: `rng was called ${draws} times`,
  });
}

/** The worker draws a number of its own for each pause. */
async function drawsForEachPause(): Promise<void> {
  const numbers = [0.25, 0.75, 0, 0.5];
  let draws = 0;
  const rng = (): number => numbers[draws++ % numbers.length] ?? 0;
  const bench = new Bench({ jitter: 'full', rng, maxAttempts: 5 });
  const order = bench.begin(alwaysFailing);
  await bench.clock.advance(5_750);
  await rest(bench.clock);
  const input = "baseMs 1000, jitter 'full', rng() is 0.25, 0.75, 0, 0.5; five attempts fail";
  expectTimes(bench, order, [0, 250, 1_750, 1_750, 5_750], input);
}
