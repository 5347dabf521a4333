import type { Folder } from '../ports';

/** The module that the pack's Go files are written in. */
export const packModule = 'go-coffee';

/** The module path of a learner's folder: that of its `go.mod`, or the pack's own when there is none. */
export async function moduleOf(folder: Folder): Promise<string> {
  if ((await folder.kind('go.mod')) !== 'file') return packModule;
  const declared = /^\s*module\s+(?:\(\s*)?"?([^\s"()]+)/m.exec(await folder.read('go.mod'));
  return declared?.[1] ?? packModule;
}

/** A Go file of the pack with its imports in another module. */
export function inModule(text: string, module: string): string {
  return module === packModule ? text : text.replaceAll(`"${packModule}/`, `"${module}/`);
}
