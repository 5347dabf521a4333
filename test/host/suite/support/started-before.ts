import path from 'node:path';
import type { App } from '../../../../src/core/app/app';
import type { Language } from '../../../../src/core/catalog/manifest';
import { diskFolder } from '../../../../src/node/disk-folder';
import { courseOf } from '../../../faults/course';
import { extensionUnderTest } from '../extension';
import { courseFolder } from './learner';

let known: App | undefined;

/**
 * Starts an exercise as another day left it: its files, its progress and its history are in the folder, and nothing of it is open. For
 * tests of what comes later: the page of a brief costs the editor more than what most of them are about.
 */
export async function startedBefore(target: {
  readonly exercise: string;
  readonly language: Language;
}): Promise<void> {
  const pack = path.join(extensionUnderTest().extensionPath, 'exercises');
  known ??= courseOf({ pack, since: Date.now() });
  await known.start({ folder: diskFolder(courseFolder()), id: target.exercise, language: target.language });
}
