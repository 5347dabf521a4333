import {
  Disposable,
  EventEmitter,
  Uri,
  workspace,
  type Event,
  type ExtensionContext,
  type WorkspaceFolder,
} from 'vscode';
import type { App, Attempt } from '../../core/app/app';
import type { Catalog, Exercise } from '../../core/catalog/catalog';
import type { Folder } from '../../core/ports';
import { noProgress, type Progress } from '../../core/progress/progress';
import { progressPath } from '../../core/progress/progress-file';
import type { Notice } from '../../core/notice';
import { courseFolders, type CourseFolders } from './course-folder';
import type { Solution } from './solution';
import type { DisposableLike } from '../ui/disposable-like';

/** The course in this window: the app, made at first use, and the learner's folder. */
export interface Course extends DisposableLike {
  /** Fires when the progress, the learner's folder or the pack may have changed. */
  readonly onDidChange: Event<void>;
  readonly folders: CourseFolders;
  app(): Promise<App>;
  catalog(): Promise<Catalog>;
  exercise(id: string): Promise<Exercise>;
  /** The progress in the learner's folder; none while there is no folder, or several and none chosen. */
  progress(): Promise<Progress>;
  /** A folder as the core knows it. */
  disk(folder: WorkspaceFolder): Promise<Folder>;
  /** A solution as the core knows it. */
  attempt(solution: Solution): Promise<Attempt>;
  /** Where a file of the pack lies. */
  packUri(path: string): Uri;
  /** Tells everybody to look again. */
  changed(): void;
  /** Ends what runs; resolves when it is gone. */
  close(): Promise<void>;
  /** Reads the pack again. */
  reload(): Promise<void>;
}

/** `onNotice` hears what the learner should know although what they asked for goes on. */
export function createCourse(
  { extensionUri, workspaceState }: ExtensionContext,
  onNotice: (notice: Notice) => void,
): Course {
  const changes = new EventEmitter<void>();
  const folders = courseFolders(workspaceState);
  const pack = Uri.joinPath(extensionUri, 'exercises');
  const changed = (): void => changes.fire();
  const progressFiles = workspace.createFileSystemWatcher(`**/${progressPath}`);
  const subscriptions = Disposable.from(
    changes,
    progressFiles,
    progressFiles.onDidCreate(changed),
    progressFiles.onDidChange(changed),
    progressFiles.onDidDelete(changed),
    workspace.onDidChangeWorkspaceFolders(changed),
  );
  let app: Promise<App> | undefined;

  /** Loading what reads disks and starts processes waits until somebody needs the course: activation stays cheap. */
  async function load(): Promise<App> {
    const { createNodeApp } = await import('../../node');
    return createNodeApp({
      distLocation: Uri.joinPath(extensionUri, 'dist').fsPath,
      onNotice,
    });
  }
  const loaded = (): Promise<App> => (app ??= load());

  async function disk(folder: WorkspaceFolder): Promise<Folder> {
    const { diskFolder } = await import('../../node');
    return diskFolder(folder.uri.fsPath);
  }

  return {
    onDidChange: changes.event,
    folders,
    app: loaded,
    catalog: async () => (await loaded()).catalog(),
    exercise: async (id) => (await loaded()).exercise(id),
    progress: async () => {
      const folder = folders.current();
      return folder ? (await loaded()).progress(await disk(folder)) : noProgress;
    },
    disk,
    attempt: async ({ folder, exercise, language }) => ({
      folder: await disk(folder),
      id: exercise,
      language,
    }),
    packUri: (path) => Uri.joinPath(pack, ...path.split('/')),
    changed,
    close: async () => (await app)?.close(),
    reload: async () => {
      (await loaded()).reload();
      changed();
    },
    dispose: () => void subscriptions.dispose(),
  };
}
