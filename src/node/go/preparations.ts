import { emptyFolder, inEmptyFolder } from '../empty-folder';
import { removeFolder } from '../remove-folder';
import { preparationKey, prepare, type PrepareRequest, type PrepareResult } from './prepare';

/** Where prepared solutions live. */
export interface Preparations {
  /** Prepares the solution, hands it to `use`, and gives what that gives. */
  use<T>(request: PrepareRequest, use: (result: PrepareResult) => Promise<T>): Promise<T>;
  /** Removes everything that was kept. */
  dispose(): Promise<void>;
}

/** Each preparation is made for one use and removed after it: a learner changes the solution between two checks. */
export const preparedAfresh: Preparations = {
  use: (request, use) => inEmptyFolder(async (folder) => use(await prepare(folder, request))),
  dispose: async () => undefined,
};

/** Preparations are kept until the end, so that a solution which runs many times is built once. */
export function preparedOnce(): Preparations {
  const kept = new Map<string, Promise<PrepareResult>>();
  const folders: string[] = [];
  return {
    use: async (request, use) => {
      const key = preparationKey(request);
      const known = kept.get(key) ?? prepareInFolder(request, folders);
      kept.set(key, known);
      return use(await known);
    },
    dispose: async () => {
      for (const folder of folders.splice(0)) await removeFolder(folder);
      kept.clear();
    },
  };
}

async function prepareInFolder(request: PrepareRequest, folders: string[]): Promise<PrepareResult> {
  const folder = await emptyFolder();
  folders.push(folder);
  return prepare(folder, request);
}
