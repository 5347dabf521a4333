import { DiagnosticSeverity, languages } from 'vscode';
import { learnerFiles, type Exercise } from '../../../core/catalog/catalog';
import { uriIn } from '../../course/file-uris';
import type { Solution } from '../../course/solution';
import { words } from '../../words';

/** An error that the editor shows in the learner's code, and that no check is about, such as one of types. */
export interface EditorError {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  readonly message: string;
}

/** What the editor finds wrong in the learner's files of a solution, our own findings left out. */
export function editorErrors(exercise: Exercise, { language, folder }: Solution): readonly EditorError[] {
  return learnerFiles(exercise, language).flatMap((file) =>
    languages
      .getDiagnostics(uriIn(folder, file))
      .filter(({ severity, source }) => severity === DiagnosticSeverity.Error && source !== words.name)
      .map(({ range, message }) => ({ file, line: range.start.line + 1, message })),
  );
}
