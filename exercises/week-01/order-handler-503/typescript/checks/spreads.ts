import { headerOf, ok, seededRng } from 'codealong/checkkit';
import type { Rng } from '../../../../kit/typescript/kit';
import { CircuitOpenError } from '../reference/producer/handler/breaker';
import { expectStatus } from './expect';
import { inWords } from './open';
import { goodBody } from './orders';
import { Shop } from './shop';

/** How many customers come where it is asked whether the spread is even. */
const crowd = 600;

export async function spreadsRetries(): Promise<void> {
  const shop = new Shop(seededRng(7));
  for (const ms of [0, 400, 1000, 1001, 3100, 10_000, 30_000, 600_000]) {
    const said = await answersOf(shop, ms, ms < 30_000 ? 100 : crowd);
    const [min, max] = [secondsOf(ms), secondsOf(1.2 * ms)];
    const outside = said.find((seconds) => !(seconds >= min && seconds <= max));
    ok(outside === undefined, {
      message: `${inWords(ms)} are left, and a customer was told to come back in ${outside} s.`,
      input: inputOf(ms, 'with rng', said.length),
      expected: min === max ? `retry-after: ${min}` : `retry-after between ${min} and ${max}`,
      actual: `retry-after: ${outside}`,
    });
    if (ms === 30_000)
      expectEven(
        said,
        ms,
        [31, 32, 33, 34, 35].map((s) => [s, s]),
        [60, 150],
      );
    if (ms === 600_000)
      expectEven(
        said,
        ms,
        [
          [601, 629],
          [631, 659],
          [661, 689],
          [691, 719],
        ],
        [90, 210],
      );
  }
  const withoutRng = new Shop();
  await chanceComesFromRng();
  const plain = new Set(await answersOf(withoutRng, 30_000, 50));
  ok(plain.size === 1 && plain.has(30), {
    message: 'Without rng nothing is spread.',
    input: inputOf(30_000, 'without rng', 50),
    expected: 'retry-after: 30',
    actual: `retry-after: ${[...plain].join(', ')}`,
  });
}

async function chanceComesFromRng(): Promise<void> {
  const shops = [0, 0.5, 0.999999].map((constant) => ({ constant, shop: new Shop(() => constant) }));
  const all = new Set<number | undefined>();
  for (const { constant, shop } of shops) {
    const said = new Set(await answersOf(shop, 30_000, 50));
    all.add([...said][0]);
    ok(said.size === 1, {
      message: 'The same numbers from rng gave different answers: the spread has to come from rng alone.',
      input: inputOf(30_000, `with an rng that always gives ${constant}`, 50),
      expected: 'one retry-after for all',
      actual: `retry-after: ${[...said].join(', ')}`,
    });
  }
  ok(all.size > 1, {
    message: 'Three handlers were made, each with an rng of its own, and all gave the same answers.',
    input: inputOf(
      30_000,
      `with an rng that always gives ${shops.map((one) => one.constant).join(', or ')}`,
      50,
    ),
    expected: 'another retry-after for another rng',
    actual: `retry-after: ${[...all].join(', ')} from all three`,
  });
}

/** Each of these ranges of seconds was told to so many customers. */
function expectEven(
  said: readonly number[],
  ms: number,
  ranges: readonly (readonly number[])[],
  [least, most]: readonly [number, number],
): void {
  for (const [from = 0, to = 0] of ranges) {
    const count = said.filter((seconds) => seconds >= from && seconds <= to).length;
    const range = from === to ? `${from} s` : `${from} to ${to} s`;
    ok(count >= least && count <= most, {
      message: `${inWords(ms)} are left, and of ${crowd} customers ${count} were told ${range}: the spread is not even.`,
      input: inputOf(ms, 'with rng', crowd),
      expected: `${least} to ${most} of ${crowd} are told ${range}`,
      actual: `${count} of ${crowd}; all answers lie between ${Math.min(...said)} and ${Math.max(...said)}`,
    });
  }
}

async function answersOf(shop: Shop, ms: number, count: number): Promise<number[]> {
  shop.breaker.refusal = () => new CircuitOpenError(ms);
  const said: number[] = [];
  const input = inputOf(ms, 'stage 2', count);
  for (let customer = 0; customer < count; customer++) {
    const answer = await shop.send(goodBody, input);
    expectStatus(answer, 503, 'The breaker refused the order, and the answer is not 503.', input);
    said.push(Number(headerOf(answer, 'retry-after')));
  }
  return said;
}

function inputOf(ms: number, how: string, count: number): string {
  return `${count} valid orders, ${how}; the breaker refuses each with ${inWords(ms)} left`;
}

function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
