import type { Folder } from '../../core/ports';

const path = '.codealong/.gitignore';

const text = `# Progress is yours to commit. The history, and whatever else lies here, belongs to this machine.
/*
!/.gitignore
!/progress.json
`;

/** Keeps our own files out of the learner's repository, except for progress. A file that is there already is theirs. */
export async function keepPrivate(folder: Folder): Promise<void> {
  if ((await folder.kind(path)) === 'missing') await folder.write(path, text);
}
