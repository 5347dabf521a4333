import { statSync } from 'node:fs';
import { delimiter, isAbsolute, join, parse } from 'node:path';
import { homeFolder, passedOn } from '../environment';
import { buildLimits } from '../limits';
import { runChild, type ChildEnd } from '../run-child';

/** What Go says about how it is set up, by the names of its variables. */
export type GoAnswers = Readonly<Record<string, string | undefined>>;

const names = [
  'GOVERSION',
  'GOROOT',
  'GOCACHE',
  'GOPATH',
  'GOMODCACHE',
  'GOTMPDIR',
  'GOWORK',
  'CGO_ENABLED',
  'CC',
];

/**
 * Asks Go how it is set up. It is asked as the learner would ask, with all of their environment and in the course folder:
 * managers of versions look at both, and so does Go, which may take another toolchain for a `go.mod` that wants it. Nothing
 * is downloaded for it. Where that does not work, Go is asked to stay as it is.
 */
export async function askGo(
  signal: AbortSignal,
  course: string | undefined,
): Promise<{ readonly answers: GoAnswers } | { readonly end: ChildEnd }> {
  const cwd = course ?? parse(process.cwd()).root;
  const ask = (env: Readonly<Record<string, string>>): Promise<ChildEnd> =>
    runChild({ command: 'go', args: ['env', '-json', ...names], cwd, env, limits: buildLimits, signal });
  let end = await ask(askEnvironment());
  if (end.code !== 0 && !end.reason) end = await ask({ ...askEnvironment(), GOTOOLCHAIN: 'local' });
  const answers = end.code === 0 && !end.reason ? answersIn(end.output) : undefined;
  return answers ? { answers } : { end };
}

/** Go warns on the same stream that it answers on. */
function answersIn(output: string): GoAnswers | undefined {
  try {
    return JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as GoAnswers;
  } catch {
    return undefined;
  }
}

/** The folder that a solution lies in, when that is one on this disk. */
export function courseFolder(location: string | undefined): string | undefined {
  if (location === undefined || !isAbsolute(location)) return undefined;
  return statSync(location, { throwIfNoEntry: false })?.isDirectory() ? location : undefined;
}

/** Variables that name folders in which Go, or a C compiler, keeps something. */
const folders = [
  ...['HOME', 'USERPROFILE', 'LOCALAPPDATA', 'SystemRoot', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME'],
  ...['TMPDIR', 'TMP', 'TEMP'],
];

/**
 * What these variables say, as far as it is absolute: Go would keep the rest in the course folder. A home that is named so is
 * that of the account; where none is named, Go is to say what it lacks.
 */
function foldersGiven(): GoAnswers {
  const home = process.env['HOME'] === undefined ? undefined : homeFolder();
  return { ...passedOn(folders), HOME: home };
}

/** The learner's environment, but for what would make Go answer for another machine, or fail by options for its commands. */
function askEnvironment(): Readonly<Record<string, string>> {
  const unset = Object.fromEntries([...folders, 'GOOS', 'GOARCH'].map((name) => [name, undefined]));
  return { ...given({ ...process.env, ...unset, ...foldersGiven() }), GOFLAGS: '', GOPROXY: 'off' };
}

/** What Go's commands need for finding themselves, their caches and a C compiler. */
export function buildEnvironment(answers: GoAnswers): Readonly<Record<string, string>> {
  const { env } = process;
  const { GOROOT: root = '', GOMODCACHE: modules = '', GOCACHE: cache } = answers;
  const path = env['PATH'] ?? '';
  const isDownloaded = modules !== '' && root.startsWith(join(modules, 'golang.org/toolchain@'));
  return {
    ...given(foldersGiven()),
    // A Go that the one on PATH had taken in its place.
    PATH: isDownloaded ? `${join(root, 'bin')}${delimiter}${path}` : path,
    ...(env['GOROOT'] !== undefined && picked(answers, ['GOROOT'])),
    // Go answers `off` as well where it finds no place for its cache. What it says then is clearer about what was asked for.
    ...picked(cache === 'off' ? env : answers, ['GOCACHE']),
    ...picked(answers, ['GOPATH', 'GOMODCACHE', 'CGO_ENABLED', 'CC']),
    GOENV: 'off',
    GOFLAGS: '',
    GOWORK: 'off',
    GO111MODULE: 'on',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
    ...withoutCollector,
  };
}

/**
 * The compiler and the linker live for less than a second: a quarter of it would go to collecting garbage that their end
 * frees anyway. Only a build that needs much memory collects.
 */
const withoutCollector = { GOGC: 'off', GOMEMLIMIT: '1GiB' };

function picked(from: GoAnswers, wanted: readonly string[]): Readonly<Record<string, string>> {
  return given(Object.fromEntries(wanted.map((name) => [name, from[name]])));
}

/** Without what is not set, or set to nothing, which is the same to Go. */
function given(all: GoAnswers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value]],
    ),
  );
}
