import type { Folder } from './ports';

/**
 * Caches the first answer per path: every path is asked for once and answered from memory from then on, so that
 * all who are handed it see the same texts, whatever happens on disk meanwhile. For reading only.
 */
export function rememberingFolder(folder: Folder): Folder {
  return {
    ...folder,
    kind: once((path) => folder.kind(path)),
    read: once((path) => folder.read(path)),
    list: once((path) => folder.list(path)),
  };
}

function once<T>(ask: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (path) => {
    const answer = answers.get(path) ?? ask(path);
    answers.set(path, answer);
    return answer;
  };
}
