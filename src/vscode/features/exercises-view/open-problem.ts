import { Position, Range, window, workspace } from 'vscode';
import { formatProblem, type Problem } from '../../../core/catalog/problem';
import { CodealongError } from '../../../core/errors';
import type { Parts } from '../parts';

/** Opens the file of the pack that a problem is in, at its line. A file that is not there is told in words. */
export async function openProblem({ course }: Parts, argument: unknown): Promise<void> {
  const problem = argument as Problem;
  const { file, line = 1, column = 1 } = problem;
  const start = new Position(line - 1, column - 1);
  const document = await workspace.openTextDocument(course.packUri(file)).then(
    (opened) => opened,
    () => undefined,
  );
  if (!document) throw new CodealongError('unreadable', formatProblem(problem));
  await window.showTextDocument(document, { selection: new Range(start, start) });
}
