import type { Folder } from './ports';
import type { TextFile } from './text-file';

/** All files below a folder, with paths relative to it. */
export async function filesBelow(root: Folder, folder: string): Promise<readonly TextFile[]> {
  const files: TextFile[] = [];
  for (const { name, kind } of await root.list(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (kind === 'file') files.push({ path: name, text: await root.read(path) });
    if (kind !== 'folder') continue;
    for (const file of await filesBelow(root, path))
      files.push({ path: `${name}/${file.path}`, text: file.text });
  }
  return files;
}
