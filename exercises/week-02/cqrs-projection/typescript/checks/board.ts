import type { Projection, StoredEvent } from '../reference/internal/order/application/projection-types';

/** A row of the board of a shop: the positions that were counted, in their order, and the code that counted last. */
export interface Row {
  orders: number;
  counted: number[];
  code: string;
}

/** Where an event throws, or what `apply` throws: a text, `null`, or an error with a code that the database also uses. */
export type Poison = 'apply' | 'rowId' | 'text' | 'null' | 'code';

/** What the events of the checks carry. `shop: null` is of no interest to the board. */
export interface Order {
  shop: string | null;
  poison?: Poison;
}

export interface Code {
  name?: string;
  /** The mark that this code leaves in its rows. */
  code?: string;
  /** Stands in front of the rows' ids. */
  prefix?: string;
  /** Reads what other code chokes on. */
  repaired?: boolean;
}

/** What poison says when it throws. */
export const cause = 'the price "4,50" is not a number';

/** The board as a projection. Its functions need no `this`. `apply` changes the row that it gets, and only then chokes. */
export function boardOf({
  name = 'board',
  code = 'v1',
  prefix = '',
  repaired = false,
}: Code = {}): Projection<Row> {
  return {
    name,
    rowId: (event) => {
      const { shop, poison } = event.data as Order;
      if (poison === 'rowId' && !repaired) throw new Error(cause);
      return shop === null ? null : prefix + shop;
    },
    apply: (row, event) => {
      const { poison } = event.data as Order;
      const next = row ?? { orders: 0, counted: [], code };
      next.orders++;
      next.counted.push(event.position);
      next.code = code;
      if (poison && !repaired) throw thrownBy(poison);
      return next;
    },
  };
}

function thrownBy(poison: Poison): unknown {
  if (poison === 'null') return null;
  if (poison === 'text') return cause;
  return Object.assign(new Error(cause), poison === 'code' ? { code: '40001' } : {});
}

export interface Model {
  /** A `Map`: in a plain object a row named `__proto__` would be lost. */
  rows: Map<string, Row>;
  parked: { position: number; streamId: string; isCause: boolean }[];
}

/** What these events make. */
export function modelOf(events: readonly StoredEvent[], board = boardOf()): Model {
  const model: Model = { rows: new Map(), parked: [] };
  const stopped = new Set<string>();
  for (const event of events) {
    const { position, streamId } = event;
    try {
      const id = board.rowId(event);
      if (id === null) continue;
      const after = stopped.has(streamId) ? null : board.apply(copyOf(model.rows.get(id)), event);
      if (after) model.rows.set(id, after);
      else model.parked.push({ position, streamId, isCause: false });
    } catch (thrown) {
      stopped.add(streamId);
      model.parked.push({ position, streamId, isCause: thrown !== null });
    }
  }
  return model;
}

/** `apply` changes the row that it gets, even when it throws. */
function copyOf(row: Row | undefined): Row | null {
  return row ? { ...row, counted: [...row.counted] } : null;
}
