import type { WorkspaceFolder } from 'vscode';
import type { Language } from '../../core/catalog/manifest';

/** A solution to check: an exercise in one language, in one folder. */
export interface Solution {
  readonly exercise: string;
  readonly language: Language;
  readonly folder: WorkspaceFolder;
}

export const solutionKey = ({ exercise, language, folder }: Solution): string =>
  JSON.stringify([folder.uri.toString(), exercise, language]);
