import { isDeepStrictEqual } from 'node:util';
import {
  DbServer,
  describeError,
  fail,
  idle,
  ManualClock,
  outcomeOf,
  settle,
  show,
  watch,
  type Gate,
  type Outcome,
} from 'codealong/checkkit';
import { Inventory } from '../reference/internal/inventory/reservation';
import { STOCK, type Line, type Stock } from '../reference/internal/inventory/stock';

/** Quantity and reserved units of each sku. A map, because `__proto__` is a sku as well. */
export type Levels = readonly (readonly [sku: string, quantity: number, reserved: number])[];

/** How many calls to the database one client may make before it gets no answer any more. */
const patience = 3_000;

export const minutes = 60_000;

/** One database and one clock, behind as many instances as a check opens. */
export class World {
  readonly clock: ManualClock;
  readonly server = new DbServer();
  /** The first commit after which a row had fewer than 0 or more than all units reserved. */
  #broken: string | undefined;
  /** The rows of `stock` as they are: nothing but a commit changes them. */
  #rows: ReadonlyMap<string, unknown>;

  /** @param start what the clock says at the beginning, where it matters. */
  constructor(stock: readonly (readonly [sku: string, quantity: number])[], start?: number) {
    this.clock = new ManualClock(start);
    const rows = stock.map(
      ([sku, quantity]) => [sku, { quantity, reserved: 0, ...extraFields(sku) }] as const,
    );
    this.server.fill(STOCK, rows);
    this.#rows = this.server.rows(STOCK);
    this.server.onCommit(() => this.#look());
  }

  /** A new instance with a connection of its own. */
  open(gate: Gate = {}): Inventory {
    return new Inventory(this.server.connect(patient(gate)), this.clock);
  }

  /** What stock has to be now, row by row, extra fields included. `told` says what was done, for people. */
  expectStock(levels: Levels, message: (what: string) => string, input: string): void {
    this.expectLimits(input);
    const rows = this.#rows;
    for (const [sku, quantity, reserved] of levels) {
      const row = (rows.get(sku) ?? {}) as Partial<Stock>;
      for (const [field, wanted] of [
        ['reserved', reserved],
        ['quantity', quantity],
      ] as const) {
        const actual = row[field];
        if (actual === wanted) continue;
        fail({
          message: message(`\`${field}\` of ${show(sku)} is ${show(actual)}; ${wanted} was expected.`),
          input,
          expected: `${field} ${wanted}`,
          actual: rows.has(sku) ? `${field} ${show(actual)}` : `no row for ${show(sku)}`,
        });
      }
      this.#expectFields(sku, row, input);
    }
    if (rows.size === levels.length) return;
    const others = [...rows.keys()].filter((sku) => !levels.some(([known]) => known === sku));
    if (others.length > 0)
      fail({
        message: `\`stock\` has got a row for ${show(others[0])}, which was never delivered.`,
        input,
        expected: `rows for ${levels.length} skus`,
        actual: `${others.length} more: ${others.map(show).join(', ')}`,
      });
  }

  /** Rule 2, at every commit so far. */
  expectLimits(input: string): void {
    if (this.#broken === undefined) return;
    fail({
      message: `After a commit, ${this.#broken}.`,
      input,
      expected: '0 ≤ reserved ≤ quantity in every row',
      actual: this.#broken,
    });
  }

  #expectFields(sku: string, row: object, input: string): void {
    const { quantity: _quantity, reserved: _reserved, ...others } = row as Stock;
    // A row that a delta has made has no other fields.
    if (Object.keys(others).length === 0 && this.#made.has(sku)) return;
    const expected = extraFields(sku);
    if (!isDeepStrictEqual(others, expected))
      fail({
        message: `The row of ${show(sku)} lost or changed fields that are not yours.`,
        input,
        expected: show(expected),
        actual: show(others),
      });
  }

  readonly #made = new Set<string>();

  /** The sku has no row at the beginning: a delta makes it. */
  makes(...skus: string[]): this {
    for (const sku of skus) this.#made.add(sku);
    return this;
  }

  #look(): void {
    this.#rows = this.server.rows(STOCK);
    if (this.#broken !== undefined) return;
    for (const [sku, row] of this.#rows) {
      const { quantity, reserved } = row as Stock;
      if (reserved >= 0 && reserved <= quantity) continue;
      this.#broken = `${show(reserved)} of ${show(quantity)} units of ${show(sku)} were reserved`;
      return;
    }
  }

  /** Runs a call to its end. Time moves on while the call waits for nothing else. */
  async end<T>(call: () => T | Promise<T>, input: string): Promise<Outcome<T>> {
    let atItsEnd = this.#rows;
    const running = watch(outcomeOf(call).finally(() => (atItsEnd = this.#rows)));
    await this.goOn(() => running.state !== 'pending');
    const outcome = running.value ?? this.neverEnds(input);
    this.#expectNothingLate(atItsEnd, input);
    return outcome;
  }

  /** Until then, or until nothing goes on any more. Time moves on while nothing else does. */
  async goOn(isDone: () => boolean): Promise<void> {
    for (let isAtRest = false; !isAtRest; isAtRest = this.clock.pending() === 0) {
      do await settle();
      while (!isDone() && (await this.clock.advanceToNext()));
      if (isDone()) return;
      // Somebody may wait for what is no promise, such as a timer of the process.
      await idle();
      if (isDone()) return;
    }
  }

  #expectNothingLate(atItsEnd: ReadonlyMap<string, unknown>, input: string): void {
    if (atItsEnd === this.#rows) return;
    for (const [sku, row] of this.#rows) {
      const before = atItsEnd.get(sku);
      if (!isDeepStrictEqual(before, row))
        fail({
          message: `A call ended before the row of ${show(sku)} was written.`,
          input,
          expected: `at its end ${show(row)}`,
          actual: show(before),
        });
    }
  }

  neverEnds(input: string): never {
    const rows = this.server.awaited();
    fail({
      message: 'A call never ends.',
      input,
      expected: 'the call resolves or rejects',
      actual: rows.length === 0 ? 'it still waits' : `it waits for the row ${rows.join(', ')}`,
    });
  }
}

function extraFields(sku: string): object {
  return { name: `the ${sku} of the house`, bin: { row: 3 } };
}

/** Somebody who asks again and again without an end gets no answer. */
function patient(gate: Gate): Gate {
  return {
    async before(operation) {
      if (operation.number > patience) await new Promise(() => undefined);
      await gate.before?.(operation);
    },
    after: (operation) => gate.after?.(operation),
    get dead() {
      return gate.dead ?? false;
    },
    onDeath: (fn) => gate.onDeath?.(fn),
  };
}

/** The same to the eye, and two texts: `é` is one character in one and two in the other. */
export const twoCafes = ['caf\u00e9', 'cafe\u0301'] as const;
export const cafesExplained = "(the first 'café' has é as one character, the other as e and U+0301)";

export function linesOf(...lines: readonly (readonly [sku: string, qty: number])[]): Line[] {
  return lines.map(([sku, qty]) => ({ sku, qty }));
}

/** For one call: no rule says that a solution leaves them as they are. */
export function copyOf(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line }));
}

/** An id as a message shows it, also one that looks like another. */
export function named(id: string): string {
  const at = twoCafes.findIndex((cafe) => cafe === id);
  return at === -1 ? show(id) : `${show(id)} (é as ${['one character', 'e and U+0301'][at]})`;
}

/** An order in words: `order 'o1' of 3 × 'oat', 1 × 'beans'`. */
export function describe(orderId: string, lines: readonly Line[], ttlMs?: number): string {
  const shown = lines.length > 3 ? [...lines.slice(0, 3)] : lines;
  const more = lines.length > 3 ? `, … (${lines.length} lines)` : '';
  const what = shown.map(({ sku, qty }) => `${show(qty)} × ${show(sku)}`).join(', ') || 'no lines';
  return `order ${show(orderId)} of ${what}${more}${ttlMs === undefined ? '' : `, for ${show(ttlMs)} ms`}`;
}

/** How a call ended, in a few words. */
export function endOf(outcome: Outcome<unknown>): string {
  return outcome.status === 'returned'
    ? `resolved to ${show(outcome.value)}`
    : `rejected with ${errorOf(outcome.error)}`;
}

/** An error with the code that rule 3 speaks of. */
export function errorOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return `${describeError(error)}${typeof code === 'string' ? ` (code ${code})` : ''}`;
}
