import type { Reason } from '../../core/check/report';
import { inEmptyFolder } from '../empty-folder';
import { buildLimits } from '../limits';
import { runChild } from '../run-child';

/** A Go that can run checks. */
export interface GoToolchain {
  readonly version: string;
  /** The environment for its commands: the machine's own caches, and nothing of the learner's configuration. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether it can build with the race detector, which needs cgo and a C compiler. */
  readonly race: boolean;
}

export type ToolchainResult = { readonly toolchain: GoToolchain } | { readonly reason: Reason };

const oldest = { major: 1, minor: 25 };
const needed = `The Go track needs Go ${oldest.major}.${oldest.minor} or later on PATH. The TypeScript track needs nothing installed.`;

/** Looks for Go on PATH. */
export async function findGo(signal: AbortSignal): Promise<ToolchainResult> {
  return inEmptyFolder(async (cwd) => {
    const env = goEnvironment();
    const names = ['GOVERSION', 'CGO_ENABLED', 'GOCACHE'];
    const asked = await runChild({
      command: 'go',
      args: ['env', '-json', ...names],
      cwd,
      env,
      limits: buildLimits,
      signal,
    });
    if (signal.aborted && asked.reason) return { reason: asked.reason };
    const answers = asked.code === 0 ? answersIn(asked.output) : undefined;
    if (!answers) return missing('There is no working Go on this machine.');
    const version = answers['GOVERSION'] ?? '';
    if (!isNewEnough(version)) return missing(`This machine has ${version.replace(/^go/, 'Go ')}.`);
    const race = answers['CGO_ENABLED'] === '1';
    return { toolchain: { version, race, env: { ...env, GOCACHE: answers['GOCACHE'] ?? '' } } };
  });
}

function missing(what: string): ToolchainResult {
  return { reason: { code: 'no-toolchain', message: `${what} ${needed}` } };
}

function answersIn(output: string): Readonly<Record<string, string>> | undefined {
  try {
    return JSON.parse(output) as Record<string, string>;
  } catch {
    return undefined;
  }
}

function isNewEnough(version: string): boolean {
  const [, major = '0', minor = '0'] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  if (version.startsWith('devel')) return true;
  return Number(major) > oldest.major || (Number(major) === oldest.major && Number(minor) >= oldest.minor);
}

/** Only what the Go command needs to find itself, its cache and a C compiler. */
function goEnvironment(): Readonly<Record<string, string>> {
  const passed = [
    'PATH',
    'HOME',
    'USERPROFILE',
    'LOCALAPPDATA',
    'SystemRoot',
    'TMPDIR',
    'TMP',
    'TEMP',
    'XDG_CACHE_HOME',
    'GOCACHE',
    'GOROOT',
  ];
  const kept = passed.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
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
