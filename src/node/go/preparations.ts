import { emptyFolder, inEmptyFolder } from '../empty-folder';
import { removeFolder } from '../remove-folder';
import { preparationKey, prepare, type PrepareRequest, type PrepareResult } from './prepare';

/** Where prepared solutions live. */
export interface Preparations {
  /** Prepares the solution, hands it to `use`, and gives what that gives. */
  use<T>(request: PrepareRequest, use: (result: PrepareResult) => Promise<T>): Promise<T>;
  /** Hears what it will be asked for, where it can make use of that. */
  expect?(requests: Promise<readonly PrepareRequest[]>): void;
  /** Removes everything that was kept. */
  dispose(): Promise<void>;
}

/** Each preparation is made for one use and removed after it: a learner changes the solution between two checks. */
export const preparedAfresh: Preparations = {
  use: (request, use) =>
    inEmptyFolder(async (folder) => use(await prepare(folder, request)), request.toolchain.temp),
  dispose: async () => undefined,
};

interface Kept {
  readonly folder: Promise<string>;
  readonly result: Promise<PrepareResult>;
  users: number;
}

/**
 * The preparations used last are kept, so that a solution which runs many times in a row is built once. `count` is how many
 * are kept when nobody uses them: each is a program of some megabytes.
 */
export function preparedLately(count: number): Preparations {
  const kept = new Map<string, Kept>();

  async function removeOldest(spared: number): Promise<void> {
    const idle = [...kept].filter(([, { users }]) => users === 0);
    for (const [key, { folder }] of idle.slice(0, Math.max(0, idle.length - spared))) {
      kept.delete(key);
      await removeFolder(await folder);
    }
  }

  return {
    use: async (request, use) => {
      const key = preparationKey(request);
      const mine = kept.get(key) ?? begin(request);
      // What is used last stands last.
      kept.delete(key);
      kept.set(key, mine);
      mine.users++;
      try {
        return await use(await mine.result);
      } finally {
        mine.users--;
        await removeOldest(count);
      }
    },
    dispose: () => removeOldest(0),
  };
}

function begin(request: PrepareRequest): Kept {
  const folder = emptyFolder(request.toolchain.temp);
  return { folder, result: folder.then((path) => prepare(path, request)), users: 0 };
}
