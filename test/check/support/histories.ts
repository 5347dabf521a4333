import type { HistoryStore } from '../../../src/core/history/history-store';
import type { Folder } from '../../../src/core/ports';
import { copiesStore } from '../../../src/node/history/copies-store';

/** A history of any folder, also one in memory. */
export function copiedHistory(folder: Folder): HistoryStore {
  return { ...copiesStore(folder), keeper: async () => ({ kind: 'copies', why: 'this is a test.' }) };
}
