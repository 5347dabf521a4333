import { show } from 'codealong/checkkit';
import { Dependency, down, places, thirteen, thirteenWith, waiting } from './dependency';
import { expectAnswer, expectCalls, expectPending, report, type Outcome } from './expect';
import { Gateway, rest } from './gateway';

const failures: readonly (readonly [string, () => unknown])[] = [
  ['throws an Error', throwing(down)],
  ['throws undefined', throwing(undefined)],
  ['throws null', throwing(null)],
  ['throws a text', throwing('down')],
  ['throws a frozen object', throwing(Object.freeze({ code: 7 }))],
  ['throws an AbortError', throwing(new DOMException('aborted', 'AbortError'))],
  ['rejects with undefined', () => Promise.reject(undefined)],
  ['rejects with 0', () => Promise.reject(0)],
  ['rejects with a TimeoutError', () => Promise.reject(new DOMException('late', 'TimeoutError'))],
  ['rejects with an object that has no prototype', () => Promise.reject(Object.create(null))],
  ['rejects a turn later', () => Promise.resolve().then(throwing(down))],
];

export async function survivesAnyFailure(): Promise<void> {
  for (const place of places) {
    for (const [how, work] of failures) await oneFails(place, how, work);
  }
  await allThrow();
  await inEveryOrder();
}

async function oneFails(place: number, how: string, work: () => unknown): Promise<void> {
  const gateway = new Gateway();
  const checks = thirteenWith(place, (name) => new Dependency(name, work));
  for (const one of checks) gateway.add(one);
  const input = `13 checks; number ${place + 1} ${how}`;
  const probe = await gateway.probe();
  const expected = report('unavailable', thirteen, { [thirteen[place] ?? '']: 'error' });
  expectAnswer(probe, expected, 'A check failed, and the report has to name it beside all others.', input);
  for (const one of checks)
    expectCalls(one, 1, 'Whatever one check does, each run calls every check once.', input);
}

async function allThrow(): Promise<void> {
  const gateway = new Gateway();
  for (const name of thirteen) gateway.add(new Dependency(name, throwing(undefined)), 'shared');
  const failed = Object.fromEntries(thirteen.map((name) => [name, 'error' as const]));
  const input = '13 checks of scope shared that throw undefined';
  expectAnswer(await gateway.probe(), report('degraded', thirteen, failed), 'Each of them failed.', input);
}

const four = ['pool', 'warm-up', 'database', 'broker'];

/** Four checks, two of each scope, end in each order, and in each of these every fourth set of them fails: 24 × 4. */
async function inEveryOrder(): Promise<void> {
  for (const [at, order] of ordersOf(four).entries()) await inOrder(order, at % 4);
}

/** Four instances, whose checks end in this order. In each of them another set of checks fails, and another part of each scope. */
async function inOrder(order: readonly string[], quarter: number): Promise<void> {
  const sets = Array.from({ length: 16 }, (_, set) => set).filter(
    (set) => ((set ^ (set >> 2)) & 3) === quarter,
  );
  const instances = sets.map((set) => new Instance(order, set));
  await rest();
  for (const name of order) {
    for (const instance of instances) instance.end(name);
    await rest();
  }
  for (const instance of instances) instance.expectReport();
}

/** An instance with four checks, of which those fail whose bits are set. */
class Instance {
  readonly #gateway = new Gateway();
  readonly #checks = four.map((name, index) =>
    this.#gateway.add(waiting(name), index < 2 ? 'instance' : 'shared'),
  );
  readonly #failed: readonly string[];
  readonly #probe = this.#gateway.start();
  readonly #input: string;

  constructor(order: readonly string[], set: number) {
    this.#failed = four.filter((_, bit) => set & (1 << bit));
    this.#input = `four checks end in the order ${order.join(', ')}; those that fail: ${this.#failed.join(', ') || 'none'}`;
  }

  /** Lets a check end, which `ready` has to have waited for. */
  end(name: string): void {
    const input = `${this.#input}; ${show(name)} has not ended`;
    expectPending(this.#probe, 'ready answered before all checks had ended.', input);
    const [call] = this.#checks[four.indexOf(name)]?.waiting ?? [];
    if (this.#failed.includes(name)) call?.reject(down);
    else call?.resolve();
  }

  expectReport(): void {
    const failed = this.#failed;
    const outcomes = Object.fromEntries(failed.map((name): [string, Outcome] => [name, 'error']));
    const isCut = failed.includes('pool') || failed.includes('warm-up');
    const status = isCut ? 'unavailable' : failed.length > 0 ? 'degraded' : 'ok';
    const expected = report(status, four, outcomes);
    expectAnswer(this.#probe, expected, 'The report has to say how each check ended.', this.#input);
  }
}

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

function ordersOf(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length === 0) return [[]];
  return names.flatMap((first) =>
    ordersOf(names.filter((name) => name !== first)).map((others) => [first, ...others]),
  );
}
