/** Where working copies lie in a pack. The folder ignores itself. */
export const authorFolder = '.author';

/** The names of a working copy: of the exercise, and of the mistake. */
export interface WorkingCopyName {
  readonly exercise: string;
  readonly mistake: string;
}

export function workingCopyPath({ exercise, mistake }: WorkingCopyName): string {
  return `${authorFolder}/${exercise}/${mistake}`;
}

/** The working copy that a file belongs to, and the location of its pack; undefined for every other file. */
export function workingCopyOf(path: string): (WorkingCopyName & { readonly pack: string }) | undefined {
  const [, pack, exercise, mistake] = /^(.+)\/\.author\/([^/]+)\/([^/]+)\/./.exec(path) ?? [];
  return pack && exercise && mistake ? { pack, exercise, mistake } : undefined;
}
