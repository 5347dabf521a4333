import { CodealongError } from './errors';
import { oneAtATime } from './one-at-a-time';
import { insideFolder } from './paths';
import type { EntryKind, Folder } from './ports';

/** A folder that exists only in memory: for solutions put together from several places. Later files win. */
export function memoryFolder(
  location: string,
  files: Iterable<{ readonly path: string; readonly text: string }>,
): Folder {
  const texts = new Map<string, string>();
  const { inTurn } = oneAtATime();
  for (const { path, text } of files) texts.set(path, text);

  const kindOf = (place: string): EntryKind => {
    if (texts.has(place)) return 'file';
    const isFolder = place === '' || [...texts.keys()].some((name) => name.startsWith(`${place}/`));
    return isFolder ? 'folder' : 'missing';
  };

  async function read(path: string): Promise<string> {
    const text = texts.get(inside(location, path));
    if (text !== undefined) return text;
    throw new CodealongError('unreadable', `${path} in ${location} can't be read: there is no such file.`);
  }

  async function write(path: string, text: string): Promise<void> {
    const place = inside(location, path);
    const inTheWay = kindOf(place) === 'folder' ? 'a folder has that name' : fileAbove(place);
    if (inTheWay !== undefined)
      throw new CodealongError('not-writable', `${path} can't be written in ${location}: ${inTheWay}.`);
    texts.set(place, text);
  }

  function fileAbove(place: string): string | undefined {
    const steps = place.split('/');
    const above = steps.map((_, count) => steps.slice(0, count).join('/'));
    return above.some((folder) => texts.has(folder)) ? 'a file is in the way of a folder' : undefined;
  }

  async function list(path: string) {
    const place = inside(location, path);
    const prefix = place === '' ? '' : `${place}/`;
    const below = [...texts.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
    const names = [...new Set(below.map((name) => name.split('/')[0] ?? name))].sort();
    return names.map((name) => ({ name, kind: kindOf(prefix + name) }));
  }

  async function move(from: string, to: string): Promise<void> {
    const text = await read(from);
    if (kindOf(inside(location, to)) !== 'missing')
      throw new CodealongError(
        'not-writable',
        `${from} can't become ${to} in ${location}: that name is taken.`,
      );
    await write(to, text);
    texts.delete(inside(location, from));
  }

  return {
    location,
    kind: async (path) => kindOf(inside(location, path)),
    read,
    write,
    move,
    exclusively: async (path, work) => inTurn(inside(location, path), work),
    list,
  };
}

/** The path without turns. Refused with `outside-folder` when it leads out. */
function inside(location: string, path: string): string {
  const place = insideFolder(path);
  if (place !== undefined) return place;
  throw new CodealongError('outside-folder', `${path} leads out of ${location}, so it was not touched.`);
}
