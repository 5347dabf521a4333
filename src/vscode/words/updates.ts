import type { UpdateReport } from '../../core/history/apply-update';
import type { FileUpdate } from '../../core/history/updates';
import { listed } from './phrases';

const pathsOf = (updates: readonly FileUpdate[], kinds: readonly FileUpdate['kind'][]): readonly string[] =>
  updates.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path);

const clash = (paths: readonly string[]): string =>
  `You and the course changed the same lines of ${listed(paths)}`;

/** Newer versions of the files that the learner's were made from. */
export const updates = {
  offer: (title: string, files: readonly FileUpdate[]): string => {
    const conflicts = pathsOf(files, ['conflict']);
    const changes = listed(pathsOf(files, ['new', 'merged', 'conflict']));
    return [
      `The course has a newer version of ${title}. Its changes to ${changes} can be merged with what you wrote.`,
      ...(conflicts.length > 0 ? [`${clash(conflicts)}: you choose there.`] : []),
    ].join(' ');
  },
  seen: (title: string): string => `Merge these changes into your files of ${title}?`,
  compare: (title: string): string => `${title}: yours, and with the changes of the course`,
  nothing: (title: string, files: readonly FileUpdate[]): string => {
    const unknown = pathsOf(files, ['no-base']);
    return unknown.length === 0
      ? `The course has nothing new for your files of ${title}.`
      : `Nothing can be merged into your files of ${title}: ${listed(unknown)} differs from the course, and the version it was made from is no longer known.`;
  },
  done: (title: string, { changed, conflicts }: UpdateReport): string =>
    conflicts.length === 0
      ? `${title} now has the changes of the course: ${listed(changed)}.`
      : `${clash(conflicts)}. Both versions are in it, between markers: keep what you want and delete the markers.`,
} as const;
