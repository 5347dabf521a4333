import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** The learner's folder: the workspace of this window. */
export const learner = {
  uri: (file: string): vscode.Uri => vscode.Uri.file(absolute(file)),
  has: (file: string): boolean => existsSync(absolute(file)),
  read: (file: string): string => readFileSync(absolute(file), 'utf8'),
  write: (file: string, text: string): void => {
    mkdirSync(path.dirname(absolute(file)), { recursive: true });
    writeFileSync(absolute(file), text);
  },
  makeFolder: (folder: string): void => void mkdirSync(absolute(folder), { recursive: true }),
  remove: (entry: string): void => rmSync(absolute(entry), { recursive: true, force: true }),
  list: (folder = ''): string[] => readdirSync(absolute(folder)).sort(),
};

export function courseFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open in this window.');
  return folder.uri.fsPath;
}

function absolute(file: string): string {
  return path.join(courseFolder(), file);
}
