import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

const isWindows = process.platform === 'win32';

/**
 * The path that the first of these variables names which names an absolute one. A relative or empty one would mean a place in
 * whatever folder we were started from, such as the learner's course, so it counts as unset.
 */
function pathIn(...names: readonly string[]): string | undefined {
  return names.map((name) => process.env[name]).find((value) => value !== undefined && isAbsolute(value));
}

/** What of the environment a program of the machine is given: the search path, and paths that are absolute. */
export function passedOn(names: readonly string[]): Readonly<Record<string, string>> {
  const kept = names.flatMap((name) => {
    const value = name === 'PATH' ? process.env[name] : pathIn(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}

/** Variables that name the folder for temporary files, the first that is set before the others. */
const temporary = isWindows ? ['TEMP', 'TMP'] : ['TMPDIR', 'TMP', 'TEMP'];

/** The system's folder for temporary files, and the variable that names it where one does. */
export function tempFolder(): { readonly path: string; readonly variable?: string } {
  for (const variable of temporary) {
    const path = pathIn(variable);
    if (path !== undefined) return { path, variable };
  }
  return { path: isWindows ? join(pathIn('SystemRoot', 'windir') ?? 'C:\\Windows', 'temp') : '/tmp' };
}

/** The home folder of who runs us; undefined where there is none. */
export function homeFolder(): string | undefined {
  return pathIn(isWindows ? 'USERPROFILE' : 'HOME') ?? homeOfAccount();
}

function homeOfAccount(): string | undefined {
  try {
    const { homedir: home } = userInfo();
    return isAbsolute(home) ? home : undefined;
  } catch {
    // An account that the system does not list, as in a container that is given a number.
    return undefined;
  }
}

/** Our folder for what may be lost any time, which nobody else can write to; undefined where there is no home for it. */
export function cacheFolder(): string | undefined {
  const home = homeFolder();
  const below = (...steps: readonly string[]) => home && join(home, ...steps);
  const name = 'system-design-codealong';
  if (isWindows) {
    const local = pathIn('LOCALAPPDATA') ?? below('AppData', 'Local');
    return local && join(local, name, 'Cache');
  }
  const caches =
    process.platform === 'darwin'
      ? below('Library', 'Caches')
      : (pathIn('XDG_CACHE_HOME') ?? below('.cache'));
  return caches && join(caches, name);
}
