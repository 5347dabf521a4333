import type { Folder } from '../ports';

/** The module that the pack's Go files are written in. */
export const packModule = 'go-coffee';

/** The module path of a learner's folder: that of its `go.mod`, or the pack's own when there is none. */
export async function moduleOf(folder: Folder): Promise<string> {
  const declared = /^\s*module\s+(?:\(\s*)?["`]?([^\s"`()]+)/m.exec(await goMod(folder));
  return declared?.[1] ?? packModule;
}

/** The version of the language that a learner's `go.mod` asks for, such as `1.26`; undefined when it asks for none. */
export async function languageOf(folder: Folder): Promise<string | undefined> {
  return /^\s*go\s+(\d+\.\d+)/m.exec(await goMod(folder))?.[1];
}

async function goMod(folder: Folder): Promise<string> {
  return (await folder.kind('go.mod')) === 'file' ? folder.read('go.mod') : '';
}

/** A Go file of the pack with its imports in another module. */
export function inModule(text: string, module: string): string {
  return module === packModule ? text : text.replaceAll(`"${packModule}/`, `"${module}/`);
}
