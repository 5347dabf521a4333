import type { HistoryStore } from './history/history-store';
import type { Folder } from './ports';
import type { ProgressKeeper } from './progress/progress-keeper';

/** What is remembered of learners' folders: their progress, and the history of their code. */
export interface Memory {
  readonly progress: ProgressKeeper;
  readonly historyOf: (folder: Folder) => HistoryStore;
}

/** A memory that may still be written to after an answer was given. Whoever uses it for the same folder waits for that. */
export interface SettlingMemory extends Memory {
  /** Writes when what was to be written earlier is written. `write` must not reject: nobody would hear it. */
  later(folder: Folder, write: (memory: Memory) => Promise<void>): void;
  /** Resolves when nothing is left to be written. */
  settled(): Promise<void>;
  /** Gives the memory that waits for nothing, when what was to be written for the folder by now is written. */
  settledFor(folder: Folder): Promise<Memory>;
}

export function settlingMemory(memory: Memory): SettlingMemory {
  const writing = new Map<string, Promise<void>>();
  const settledIn = async ({ location }: Folder): Promise<void> => writing.get(location);

  function later(folder: Folder, write: (memory: Memory) => Promise<void>): void {
    const { location } = folder;
    const written = settledIn(folder)
      .then(() => write(memory))
      .finally(() => {
        if (writing.get(location) === written) writing.delete(location);
      });
    writing.set(location, written);
  }

  return {
    later,
    settledFor: (folder) => settledIn(folder).then(() => memory),
    settled: async () => {
      await Promise.all(writing.values());
    },
    progress: {
      read: (folder) => settledIn(folder).then(() => memory.progress.read(folder)),
      peek: (folder) => settledIn(folder).then(() => memory.progress.peek(folder)),
      update: (folder, change) => settledIn(folder).then(() => memory.progress.update(folder, change)),
    },
    historyOf: (folder) => {
      const store = memory.historyOf(folder);
      return {
        keeper: () => store.keeper(),
        save: (track, moment) => settledIn(folder).then(() => store.save(track, moment)),
        list: (track) => settledIn(folder).then(() => store.list(track)),
        read: (track, moment) => settledIn(folder).then(() => store.read(track, moment)),
      };
    },
  };
}
