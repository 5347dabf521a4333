/**
 * Remembers for each path the last text and what came of it: between two checks most files stay as they are. `work` must
 * depend on nothing but the two.
 */
export function rememberLast<T>(work: (path: string, text: string) => T): (path: string, text: string) => T {
  const last = new Map<string, { readonly text: string; readonly result: T }>();
  return (path, text) => {
    const known = last.get(path);
    if (known?.text === text) return known.result;
    const result = work(path, text);
    last.set(path, { text, result });
    return result;
  };
}
