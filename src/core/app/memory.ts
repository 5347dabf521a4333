import type { HistoryStore } from '../history/history-store';
import { oneAtATime } from '../one-at-a-time';
import type { Folder } from '../ports';
import type { ProgressKeeper } from '../progress/progress-keeper';

/** What is remembered of learners' folders: their progress, and the history of their code. */
export interface Memory {
  readonly progress: ProgressKeeper;
  readonly historyOf: (folder: Folder) => HistoryStore;
}

/** A memory that may still be written to after an answer was given. Whoever uses it for the same folder waits for that. */
export interface PendingMemory extends Memory {
  /** Writes when what was to be written earlier is written. `write` must not reject: nobody would hear it. */
  later(folder: Folder, write: (memory: Memory) => Promise<void>): void;
  /** Resolves when nothing is left to be written. */
  settled(): Promise<void>;
  /** Gives the memory that waits for nothing, when what was to be written for the folder by now is written. */
  settledFor(folder: Folder): Promise<Memory>;
}

export function withPendingWrites(memory: Memory): PendingMemory {
  const { inTurn, over } = oneAtATime();
  const settledFor = ({ location }: Folder): Promise<Memory> => over(location).then(() => memory);
  return {
    later: (folder, write) => void inTurn(folder.location, () => write(memory)),
    settledFor,
    settled: () => over(),
    progress: {
      read: (folder) => settledFor(folder).then(({ progress }) => progress.read(folder)),
      peek: (folder) => settledFor(folder).then(({ progress }) => progress.peek(folder)),
      update: (folder, change) => settledFor(folder).then(({ progress }) => progress.update(folder, change)),
    },
    historyOf: (folder) => {
      const store = memory.historyOf(folder);
      return {
        keeper: () => store.keeper(),
        save: (track, moment) => settledFor(folder).then(() => store.save(track, moment)),
        list: (track) => settledFor(folder).then(() => store.list(track)),
        read: (track, moment) => settledFor(folder).then(() => store.read(track, moment)),
      };
    },
  };
}
