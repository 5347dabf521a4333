import { Uri, type WorkspaceFolder } from 'vscode';

/** Where a file of the learner's folder lies. */
export function uriIn(folder: WorkspaceFolder, path: string): Uri {
  return Uri.joinPath(folder.uri, ...path.split('/'));
}

/** The path of a file in a folder, with `/`; undefined when it lies elsewhere. */
export function pathIn(folder: WorkspaceFolder, uri: Uri): string | undefined {
  const root = folder.uri.path.endsWith('/') ? folder.uri.path : `${folder.uri.path}/`;
  return uri.scheme === folder.uri.scheme && uri.path.startsWith(root)
    ? uri.path.slice(root.length)
    : undefined;
}
