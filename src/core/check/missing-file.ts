import type { Folder } from '../ports';
import type { Reason } from './report';

/** The first of an exercise's files that is not there to be judged, and how to get it back. */
export async function missingFile(solution: Folder, paths: readonly string[]): Promise<Reason | undefined> {
  for (const path of paths) {
    const kind = await solution.kind(path);
    if (kind === 'file') continue;
    const what = {
      missing: 'is not there. Start the exercise again to get it back; your other files stay as they are',
      folder: 'is a folder now. Rename it, then start the exercise again to get the file back',
      blocked: 'is a link that leads out of the course folder. Put a file in its place',
    }[kind];
    const link = kind === 'blocked' ? await linkedFolder(solution, path) : undefined;
    const message =
      link === undefined
        ? `${path} ${what}.`
        : `${link} is a link that leads out of the course folder, so ${path} can't be read. Put a folder in its place.`;
    return { code: 'missing-file', message };
  }
  return undefined;
}

/** The folder on the way to a file that is a link which leads out. */
async function linkedFolder(solution: Folder, path: string): Promise<string | undefined> {
  const steps = path.split('/');
  for (let count = 1; count < steps.length; count++) {
    const place = steps.slice(0, count).join('/');
    if ((await solution.kind(place)) === 'blocked') return place;
  }
  return undefined;
}
