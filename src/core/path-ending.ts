/** The paths that a name such as `http.ts` or `transport/http.ts` may mean: the one that it is, or else all that end in it. */
export function pathsEndingIn(ending: string, paths: readonly string[]): readonly string[] {
  return paths.includes(ending) ? [ending] : paths.filter((path) => path.endsWith(`/${ending}`));
}
