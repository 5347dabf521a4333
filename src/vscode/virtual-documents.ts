import { Disposable, Uri, workspace } from 'vscode';
import type { Language } from '../core/catalog/manifest';
import type { Course } from './course';
import type { Owner } from './owner';

const scheme = 'codealong';

/** Texts of the course to compare with: read-only, and made when they are looked at. */
export interface VirtualDocuments extends Owner {
  starter(exercise: string, language: Language, path: string): Uri;
  /** Its text is refused until the exercise is solved. */
  reference(exercise: string, language: Language, path: string): Uri;
}

export function virtualDocuments(course: Course): VirtualDocuments {
  const uriOf = (...steps: readonly string[]): Uri => Uri.from({ scheme, path: `/${steps.join('/')}` });

  async function provideTextDocumentContent({ path }: Uri): Promise<string> {
    const [kind, exercise = '', language, ...file] = path.slice(1).split('/');
    const attempt = await course.attempt(await course.folders.required(), exercise, language as Language);
    const app = await course.app();
    const files = kind === 'starter' ? await app.starter(attempt) : await app.reference(attempt);
    return files.find((template) => template.path === file.join('/'))?.text ?? '';
  }

  const registration = workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent });
  return {
    starter: (exercise, language, path) => uriOf('starter', exercise, language, path),
    reference: (exercise, language, path) => uriOf('reference', exercise, language, path),
    dispose: () => void Disposable.from(registration).dispose(),
  };
}
