import { CodealongError } from '../../core/errors';
import type { Folder } from '../../core/ports';
import { historyPath } from './places';

const path = '.codealong/.gitignore';

const text = `# Progress is yours to commit. The history, and whatever else lies here, belongs to this machine.
/*
!/.gitignore
!/progress.json
`;

/**
 * Keeps our own files out of the learner's repository, except for progress. A file that is there already is theirs. Refused
 * with `outside-folder` when a link leads out of the folder.
 */
export async function keepPrivate(folder: Folder): Promise<void> {
  if ((await folder.kind(path)) !== 'file') await folder.write(path, text);
  if ((await folder.kind(historyPath)) !== 'blocked') return;
  throw new CodealongError(
    'outside-folder',
    `${historyPath} leads out of ${folder.location}, so nothing is kept there. Put a folder in its place.`,
  );
}
