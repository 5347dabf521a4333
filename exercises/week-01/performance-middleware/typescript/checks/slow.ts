import { expectEndedWell, expectLines } from './expect';
import { Site, Visit } from './site';

/** The limit, the duration, and whether it is slow. */
const cases: readonly (readonly [limit: number | undefined, ms: number, isSlow: boolean])[] = [
  [undefined, 0, false],
  [undefined, 99, false],
  [undefined, 99.9, false],
  [undefined, 100, false],
  [undefined, 100.4, true],
  [undefined, 101, true],
  [undefined, 15_000, true],
  [0, 0, false],
  [0, 1, true],
  [0.5, 0.5, false],
  [0.5, 1, true],
  [50.5, 50.5, false],
  [250, 101, false],
  [250, 250, false],
  [250, 251, true],
];

export async function logsSlow(): Promise<void> {
  for (const [limit, ms, isSlow] of cases) await oneRequest(limit, ms, isSlow);
  await namesTheRequest();
}

async function oneRequest(limit: number | undefined, ms: number, isSlow: boolean): Promise<void> {
  const site = new Site(limit === undefined ? {} : { slowMs: limit });
  const handler = ms === 0 ? async () => {} : site.taking(ms);
  const visit = site.visit(handler, { method: 'DELETE' });
  await site.pass(ms);
  const input = `DELETE /orders/17 takes ${ms} ms; ${limit === undefined ? 'slowMs is left out: 100' : `slowMs is ${limit}`}`;
  expectEndedWell(visit, input);
  const message = isSlow
    ? 'A slow request has to be logged once.'
    : 'A request was logged, and it did not take longer than the limit.';
  expectLines(site, isSlow ? 1 : 0, [], message, input);
}

async function namesTheRequest(): Promise<void> {
  const site = new Site();
  const times = [101, 1_204, 60, 101, 1_204];
  const handler = site.wrap(() => site.clock.sleep(times[round] ?? 0));
  let round = 0;
  for (; round < times.length; round++) {
    site.lines.length = 0;
    new Visit(handler, { method: 'DELETE' });
    await site.pass(2_000);
    const ms = times[round] ?? 0;
    const input = `DELETE /orders/17 at one handler, again and again: ${times.join(', ')} ms; request ${round + 1}`;
    const words = ms > 100 ? ['DELETE', '/orders/{id}', `${ms}`] : [];
    const message =
      'Each slow request is logged in one line, with its method, its route and its milliseconds.';
    expectLines(site, ms > 100 ? 1 : 0, words, message, input);
  }
}
