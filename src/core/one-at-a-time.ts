/** Work under keys: what has the same key waits for each other. */
export interface OneAtATime {
  /** Does the work when all that came before it under its key is over, whatever became of that. */
  readonly inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Resolves when what came by now is over: under this key, or under every key when none is given. */
  readonly over: (key?: string) => Promise<void>;
}

/** Does pieces of work under the same key one after the other, in the order in which they came. */
export function oneAtATime(): OneAtATime {
  const last = new Map<string, Promise<void>>();
  return {
    inTurn: (key, work) => {
      const mine = (last.get(key) ?? Promise.resolve()).then(work);
      const over = mine.then(
        () => undefined,
        () => undefined,
      );
      last.set(key, over);
      void over.then(() => last.get(key) === over && last.delete(key));
      return mine;
    },
    over: async (key) => {
      if (key !== undefined) return last.get(key);
      await Promise.all(last.values());
    },
  };
}
