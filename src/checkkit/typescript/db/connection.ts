import type { Tx } from '../../../../exercises/kit/typescript/kit/db';
import { isDead, noAnswer, requestsThrough, type Gate } from '../gate';
import { DbError } from './db-error';
import { rowToKeep } from './tables';
import { Transaction, type Isolation, type Shared } from './transaction';

type Request = ReturnType<typeof requestsThrough>;

/** The transactions that clients have open. */
export interface OpenTransactions {
  add(transaction: Transaction): void;
  delete(transaction: Transaction): void;
  /** Tells that one has committed. */
  committed(): void;
}

/** One client's connections: it may have any number of transactions open at once. */
export function connection(shared: Shared, gate: Gate, open: OpenTransactions) {
  const request = requestsThrough(gate);
  const own = new Set<Transaction>();
  const end = (transaction: Transaction): void => {
    transaction.rollback();
    own.delete(transaction);
    open.delete(transaction);
  };
  gate.onDeath?.(() => [...own].forEach(end));
  return async <T>(fn: (tx: Tx) => Promise<T>, isolation: Isolation): Promise<T> => {
    if (isDead(gate)) return noAnswer();
    const transaction = new Transaction(shared, isolation);
    own.add(transaction);
    open.add(transaction);
    const calls = callsOf(transaction, request);
    try {
      const result = await fn(calls.tx);
      calls.endAwaited();
      await commit(transaction, request, open);
      return result;
    } finally {
      calls.end();
      end(transaction);
    }
  };
}

async function commit(transaction: Transaction, request: Request, open: OpenTransactions): Promise<void> {
  await request('commit', [], () => {
    transaction.commit();
    open.committed();
  });
}

/** The calls of one transaction: one after the other, as one connection to the server sends them. */
function callsOf(transaction: Transaction, request: Request) {
  const underWay: string[] = [];
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  const call: Call = <T>(name: string, key: string, act: () => unknown): Promise<T> => {
    const title = `tx.${name}(${key})`;
    if (isClosed) return Promise.reject(new DbError('25P01', `${title} came after its end`));
    underWay.push(title);
    const answer = last.then(async () => {
      try {
        return (await request(name, [key], () => transaction.statement(act))) as T;
      } catch (error) {
        transaction.lose(error);
        throw error;
      } finally {
        underWay.splice(underWay.indexOf(title), 1);
      }
    });
    last = answer.catch(() => undefined);
    return answer;
  };

  return {
    tx: txOver(transaction, call),
    /** No call is taken any more. */
    end: (): void => void (isClosed = true),
    /** The same, for a transaction that is to be committed. @throws Error when a call is still under way. */
    endAwaited: (): void => {
      isClosed = true;
      if (underWay[0] === undefined) return;
      throw new Error(
        `${underWay[0]} was still under way when its transaction was to be committed: await each call`,
      );
    },
  };
}

type Call = <T>(name: string, key: string, act: () => unknown) => Promise<T>;

function txOver(transaction: Transaction, call: Call): Tx {
  return {
    get: (table, id) => call('get', `${table}/${id}`, () => transaction.get(table, id)),
    getForUpdate: (table, id) =>
      call('getForUpdate', `${table}/${id}`, () => transaction.getForUpdate(table, id)),
    insert: (table, id, row) => {
      const copy = copiedNow(row, `${table}/${id}`);
      return call('insert', `${table}/${id}`, () => transaction.insert(table, id, copy()));
    },
    update: (table, id, change, when) =>
      call('update', `${table}/${id}`, () =>
        transaction.update(table, id, change as (row: unknown) => unknown, when as (row: unknown) => boolean),
      ),
    delete: (table, id) => call('delete', `${table}/${id}`, () => transaction.delete(table, id)),
    list: (table) => call('list', table, () => transaction.list(table)),
  };
}

/** The row as it is at the call, whatever its owner does to it before the call's turn comes. What can't be kept throws then. */
function copiedNow(row: unknown, place: string): () => unknown {
  try {
    const copy = rowToKeep(row, place);
    return () => copy;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
