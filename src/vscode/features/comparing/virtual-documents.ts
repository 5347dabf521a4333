import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import type { App, Attempt } from '../../../core/app/app';
import { withAbout } from '../../../core/reference/with-about';
import type { Language } from '../../../core/catalog/manifest';
import type { TextFile } from '../../../core/text-file';
import type { Solution } from '../../course/solution';
import type { Parts } from '../parts';

const scheme = 'codealong';

type Kind = 'starter' | 'reference' | 'alternative' | 'moment' | 'updated';

/** What a document is made from: the id of a moment or an alternative stands before the path of its file. */
interface Source {
  readonly kind: Kind;
  readonly of: string;
  readonly path: string;
}

/** Texts to compare with: read-only, and made when they are looked at. Each belongs to the folder of its solution. */
export const documentUri = {
  starter: (solution: Solution, path: string): Uri => uriOf('starter', solution, path),
  /** Its text is refused until the exercise is solved. */
  reference: (solution: Solution, path: string): Uri => uriOf('reference', solution, path),
  /** Its text is refused like the reference's. */
  alternative: (solution: Solution, id: string, path: string): Uri =>
    uriOf('alternative', solution, path, id),
  /** A file as it was at a moment of the history. */
  moment: (solution: Solution, id: string, path: string): Uri => uriOf('moment', solution, path, id),
  /** A file as an update of the course would make it. */
  updated: (solution: Solution, path: string): Uri => uriOf('updated', solution, path),
};

/** Gives the editor the texts behind these URIs. */
export function virtualDocuments({ course }: Parts): Disposable {
  const changes = new EventEmitter<Uri>();

  async function provideTextDocumentContent(uri: Uri): Promise<string> {
    const [kind, exercise = '', language, of = '', ...steps] = uri.path.slice(1).split('/');
    const folder = workspace.getWorkspaceFolder(Uri.parse(uri.query)) ?? (await course.folders.required());
    const attempt = await course.attempt({ folder, exercise, language: language as Language });
    const source: Source = { kind: kind as Kind, of, path: steps.join('/') };
    const files = await filesOf(await course.app(), attempt, source);
    return files.find(({ path }) => path === source.path)?.text ?? '';
  }

  /** What an update would make of a file follows the file. The other texts stay as they are. */
  function refresh(): void {
    for (const { uri } of workspace.textDocuments)
      if (uri.scheme === scheme && uri.path.startsWith('/updated/')) changes.fire(uri);
  }

  return Disposable.from(
    changes,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changes.event,
      provideTextDocumentContent,
    }),
    course.onDidChange(refresh),
  );
}

function uriOf(kind: Kind, { exercise, language, folder }: Solution, path: string, of = '-'): Uri {
  const steps = ['', kind, exercise, language, of, path];
  return Uri.from({ scheme, path: steps.join('/'), query: folder.uri.toString() });
}

async function filesOf(app: App, attempt: Attempt, { kind, of }: Source): Promise<readonly TextFile[]> {
  if (kind === 'starter') return app.starter(attempt);
  if (kind === 'reference') return app.reference(attempt);
  if (kind === 'moment') return app.moment(attempt, of);
  if (kind === 'alternative') {
    const chosen = (await app.alternatives(attempt)).find(({ id }) => id === of);
    return chosen ? withAbout(chosen, attempt.language) : [];
  }
  const updates = await app.updates(attempt);
  return updates.flatMap((file) => (file.kind === 'no-base' ? [] : [{ path: file.path, text: file.text }]));
}
