import { Location, Position, Range, workspace, type TextDocument, type WorkspaceFolder } from 'vscode';
import type { Span } from '../../../core/annotations/code';
import { symbolFinder } from '../../../core/annotations/find-symbol';
import { learnerFiles, type Exercise } from '../../../core/catalog/catalog';
import type { Place } from '../../../core/check/protocol';
import type { CheckResult } from '../../../core/check/report';
import type { Course } from '../../course/course';
import { uriIn } from '../../course/file-uris';
import type { Solution } from '../../course/solution';

/** Where findings belong in the learner's code as it stands now. */
export interface CodeLocations {
  /** The line that threw, else the symbol that the check is about, else the top of the first file. */
  ofCheck(result: Pick<CheckResult, 'id' | 'at'>): Location | undefined;
  ofLine(place: Place): Location;
}

export async function codeLocations(course: Course, solution: Solution): Promise<CodeLocations> {
  const exercise = await course.exercise(solution.exercise);
  const paths = learnerFiles(exercise, solution.language);
  const symbols = await symbolsOf(exercise, solution);
  const [first] = paths;

  const ofLine = ({ file, line, column }: Place): Location => {
    const start = new Position(Math.max(0, line - 1), Math.max(0, (column ?? 1) - 1));
    const end = column === undefined ? new Position(start.line, Number.MAX_SAFE_INTEGER) : start;
    return new Location(uriIn(solution.folder, file), new Range(start, end));
  };
  return {
    ofLine,
    ofCheck: ({ id, at }) => {
      if (at) return ofLine(at);
      return symbols.get(id) ?? (first === undefined ? undefined : ofLine({ file: first, line: 1 }));
    },
  };
}

async function symbolsOf(
  { manifest }: Exercise,
  { language, folder }: Solution,
): Promise<Map<string, Location>> {
  const finders = new Map<string, Awaited<ReturnType<typeof finderIn>>>();
  const found = new Map<string, Location>();
  for (const { id, at } of manifest.checks) {
    const anchor = at[language];
    if (!anchor) continue;
    const finder = finders.get(anchor.file) ?? (await finderIn(folder, anchor.file, language));
    finders.set(anchor.file, finder);
    const location = finder(anchor.symbol);
    if (location) found.set(id, location);
  }
  return found;
}

async function finderIn(folder: WorkspaceFolder, path: string, language: Solution['language']) {
  const uri = uriIn(folder, path);
  const document = await workspace.openTextDocument(uri).then(
    (opened) => opened,
    () => undefined,
  );
  if (!document) return () => undefined;
  const find = symbolFinder(document.getText(), language);
  return (symbol: string): Location | undefined => {
    const span = find(symbol);
    return span && new Location(uri, rangeOf(document, span));
  };
}

export function rangeOf(document: TextDocument, { start, end }: Span): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
