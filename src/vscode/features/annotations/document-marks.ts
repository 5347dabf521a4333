import { workspace, type TextDocument, type WorkspaceFolder } from 'vscode';
import { exerciseMarks, placeMarks, type ExerciseMarks, type Mark } from '../../../core/annotations/marks';
import { startedLanguages, type Progress } from '../../../core/progress/progress';
import { isCloneOfTheCodeBase } from '../../course/code-base-clone';
import type { Course } from '../../course/course';
import { pathIn } from '../../course/file-uris';

/** Everything that is marked in a document as its text is now. */
export interface DocumentMarks {
  readonly exercises: readonly ExerciseMarks[];
  /** Marks in the code base that the guides explain, when the document is part of a clone of it. */
  readonly codeBase: readonly Mark[];
}

/** Finds the marks of documents. The lens, the hover and the gutter all ask, so each version is read only once. */
export interface MarkFinder {
  of(document: TextDocument): Promise<DocumentMarks>;
  /** Forgets what was found, because the course or the learner's folder may be another now. */
  forget(): void;
}

const none: DocumentMarks = { exercises: [], codeBase: [] };

export function markFinder(course: Course): MarkFinder {
  let known = new WeakMap<
    TextDocument,
    { readonly version: number; readonly marks: Promise<DocumentMarks> }
  >();

  let progress: Promise<Progress> | undefined;

  /** Another code base can have a file of the same name. It is the exercise's only once that was started. */
  async function started(exercises: readonly ExerciseMarks[]): Promise<readonly ExerciseMarks[]> {
    if (exercises.length === 0) return [];
    const known = await (progress ??= course.progress());
    return exercises.filter(({ file }) => startedLanguages(known, file.exercise).includes(file.language));
  }

  async function find(document: TextDocument): Promise<DocumentMarks> {
    const folder = workspace.getWorkspaceFolder(document.uri);
    const path = folder && pathIn(folder, document.uri);
    if (!folder || path === undefined) return none;
    const catalog = await course.catalog();
    const isOurs = course.folders.current()?.uri.toString() === folder.uri.toString();
    return {
      exercises: isOurs ? await started(await exerciseMarks(catalog, path, document.getText())) : [],
      codeBase: await marksInClone(course, folder, path, document),
    };
  }

  return {
    of: (document) => {
      const { version } = document;
      const entry = known.get(document);
      if (entry?.version === version) return entry.marks;
      const marks = find(document);
      known.set(document, { version, marks });
      return marks;
    },
    forget: () => {
      known = new WeakMap();
      progress = undefined;
    },
  };
}

async function marksInClone(course: Course, folder: WorkspaceFolder, path: string, document: TextDocument) {
  const { places } = await course.catalog();
  if (!places?.annotations.some(({ file }) => file === path)) return [];
  return (await isCloneOfTheCodeBase(course, folder)) ? placeMarks(places, path, document.getText()) : [];
}

export function allMarks({ exercises, codeBase }: DocumentMarks): readonly Mark[] {
  return [...exercises.flatMap(({ marks }) => marks), ...codeBase];
}
