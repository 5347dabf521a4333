import type { Kv } from '../../../../kit/typescript/kit';
import { LogConflictError, type SagaLog } from '../reference/internal/order/application/saga-types';

const place = (sagaId: string): string => `log of ${sagaId}`;

/** Whether an operation of the store is one of the log. */
export const isOfLog = (keys: readonly string[]): boolean => keys[0]?.startsWith('log of ') === true;

/** The log over a connection to the store: one atomic operation for each call. `process` learns what was stored and refused. */
export function logOf(store: Kv, process: { stored: boolean; isRefused: boolean }): SagaLog {
  return {
    async read(sagaId) {
      return JSON.parse((await store.get(place(sagaId))) ?? '[]') as unknown[];
    },
    async append(sagaId, entry, at) {
      const text = JSON.stringify(entry);
      if (text === undefined) throw new TypeError('an entry of the log is JSON');
      let isRefused = false;
      await store.eval([place(sagaId)], (tx) => {
        const entries = JSON.parse(tx.get(place(sagaId)) ?? '[]') as unknown[];
        if (entries.length < at) throw new RangeError(`the log has ${entries.length} entries, not ${at}`);
        isRefused = entries.length > at;
        if (!isRefused) tx.set(place(sagaId), JSON.stringify([...entries, JSON.parse(text)]));
      });
      if (isRefused) {
        process.isRefused = true;
        throw new LogConflictError('another process has written to this log');
      }
      process.stored = true;
    },
  };
}
