import type { ResponseWriter } from '../reference/pkg/middleware/http';
import { expectEndedWell, expectLines } from './expect';
import { Site, Visit, type Setting } from './site';

/** A limit, a duration, and whether it is slow. */
export interface Limit {
  readonly setting: Setting;
  readonly ms: number;
  readonly isSlow: boolean;
  readonly told: string;
}

const rows: readonly (readonly [slowMs: number | undefined, ms: number, isSlow: boolean])[] = [
  [undefined, 0, false],
  [undefined, 99, false],
  [undefined, 99.9, false],
  [undefined, 100, false],
  [undefined, 100.4, true],
  [undefined, 101, true],
  [undefined, 15_000, true],
  [undefined, 1_204_567, true],
  [undefined, 3_000_000_000, true],
  [0, 0, false],
  [0, 1, true],
  [0.5, 0.5, false],
  [0.5, 1, true],
  [50.5, 50.5, false],
  [250, 101, false],
  [250, 250, false],
  [250, 251, true],
  [3_600_000, 3_000_000, false],
];

export const limits: readonly Limit[] = rows.map(([slowMs, ms, isSlow]) => ({
  setting: slowMs === undefined ? {} : { slowMs },
  ms,
  isSlow,
  told: slowMs === undefined ? 'slowMs is left out: 100' : `slowMs is ${slowMs}`,
}));

const answers: readonly (readonly [does: string, (w: ResponseWriter) => unknown])[] = [
  ['nothing else', () => undefined],
  ['writeHead(404)', (w) => w.writeHead(404)],
  ['writeHead(503)', (w) => w.writeHead(503)],
];

export async function logsSlow(): Promise<void> {
  for (const [does, answer] of answers) for (const limit of limits) await oneRequest(limit, does, answer);
  for (const [method, path] of names) await namesTheRequest(method, path);
  await manyAtOnce();
}

/** Fails unless a request was logged exactly if it was slow. */
export function expectLineIf({ isSlow, ms }: Limit, site: Site, method: string, input: string): void {
  const message = isSlow
    ? 'A request that took longer than the limit has to be logged once.'
    : 'A request was logged, and it did not take longer than the limit.';
  const words = isSlow ? [method, '/orders/{id}', ...(Number.isInteger(ms) ? [`${ms}`] : [])] : [];
  expectLines(site, isSlow ? 1 : 0, words, message, input);
}

async function oneRequest(limit: Limit, does: string, answer: (w: ResponseWriter) => unknown): Promise<void> {
  const site = new Site(limit.setting);
  const visit = site.visit(
    async (_r, w) => {
      answer(w);
      if (limit.ms > 0) await site.clock.sleep(limit.ms);
    },
    { method: 'DELETE' },
  );
  await site.pass(limit.ms);
  const input = `DELETE /orders/17 takes ${limit.ms} ms and calls ${does}; ${limit.told}`;
  expectEndedWell(visit, input);
  expectLineIf(limit, site, 'DELETE', input);
}

const names: readonly (readonly [method: string, path: string])[] = [
  ['DELETE', '/orders/{id}'],
  ['OPTIONS', '/shops/a%25d/$$/%s/{id}'],
  ['PROPPATCH', `/branches${'/tables/items/notes'.repeat(8)}`],
];

async function namesTheRequest(method: string, path: string): Promise<void> {
  const site = new Site();
  const times = [101, 1_204, 60, 101, 1_204];
  const handler = site.wrap(() => site.clock.sleep(times[round] ?? 0));
  let round = 0;
  for (; round < times.length; round++) {
    site.lines.length = 0;
    new Visit(handler, { method, path });
    await site.pass(2_000);
    const ms = times[round] ?? 0;
    const input = `${method} ${path} at one handler, again and again: ${times.join(', ')} ms; request ${round + 1}`;
    const words = ms > 100 ? [method, path, `${ms}`] : [];
    const message =
      ms > 100
        ? 'A request that took longer than the limit has to be logged once.'
        : 'A request was logged, and it did not take longer than the limit.';
    expectLines(site, ms > 100 ? 1 : 0, words, message, input);
  }
}

/** Each slow request has a line of its own, however many there are. */
async function manyAtOnce(): Promise<void> {
  const site = new Site();
  const handler = site.wrap(site.taking(150));
  const visits = Array.from({ length: 20 }, () => new Visit(handler));
  await site.pass(150);
  const input = 'twenty requests at once, all GET /orders/17, of 150 ms';
  for (const visit of visits) expectEndedWell(visit, input);
  const message = 'Each request that took longer than the limit has to be logged once.';
  expectLines(site, 20, ['GET', '/orders/{id}', '150'], message, input);
}
