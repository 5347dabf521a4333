/** Something wrong with a data file's content, at the path of a value in it. */
export interface Complaint {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Names that stand twice in the list at a path, at their second place. */
export function duplicates(
  what: string,
  list: Complaint['path'],
  names: readonly (string | number)[],
): readonly Complaint[] {
  return names.flatMap((name, index) => {
    const message = `the ${what} "${name}" is used twice; give each its own`;
    return names.indexOf(name) === index ? [] : [{ path: [...list, index], message }];
  });
}
