import { isNear, ok, outcomeOf, show } from 'codealong/checkkit';
import { backoffMs } from '../reference/consumer/worker/worker';
import { many } from './bench';

/** Attempts at which a shift or a power overflows. */
export const late = [31, 32, 33, 34, 35, 40, 63, 64, 65, 100, 1_000, 1_024, 1_025, 1_075, 2_000, 5_000];

export async function capsThePause(): Promise<void> {
  await expectAll(
    1_000,
    30_000,
    many(7, (index) => index + 1),
  );
  await expectAll(1_000, 30_000, late);
  await expectAll(250, 7_000, [...many(12, (index) => index + 1), ...late]);
  // The doubled value is the cap exactly.
  await expectAll(1_000, 8_000, [3, 4, 5, ...late]);
  await expectAll(1, 2 ** 52, [1, 2, 30, 31, 32, 33, 34, 40, 50, 53, 54, ...late]);
  await expectAll(1, 2 ** 80, [1, 31, 52, 53, 54, 60, 64, 65, 79, 80, 81, 82, ...late]);
  await expectAll(1.5, 100_000, [1, 2, 3, 10, ...late]);
  await expectAll(5_000, 1_200, [1, 2, 3, ...late]);
  await expectAll(0, 30_000, [1, 2, 3, ...late]);
  await expectAll(1_000, 0, [1, 2, ...late]);
  await expectAll(0, 0, [1, ...late]);
}

async function expectAll(baseMs: number, maxMs: number, attempts: readonly number[]): Promise<void> {
  for (const attempt of attempts) {
    const o = Object.freeze({ baseMs, maxMs, jitter: 'none' as const, rng: () => 0.5 });
    const outcome = await outcomeOf(() => backoffMs(attempt, o));
    if (outcome.status === 'threw') throw outcome.error;
    // Beyond this, the doubled value is above every cap that is used here.
    const doubled = baseMs * 2 ** Math.min(attempt - 1, 100);
    const expected = Math.min(doubled, maxMs);
    const actual: unknown = outcome.value;
    ok(typeof actual === 'number' && isNear(actual, expected), {
      message: `backoffMs(${attempt}) is ${show(actual)}, expected ${expected} ms.`,
      input: `baseMs ${baseMs}, maxMs ${maxMs}, jitter 'none'`,
      expected: `${expected}`,
      actual: show(actual),
    });
  }
}
