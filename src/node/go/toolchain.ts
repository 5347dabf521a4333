import { accessSync, constants } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Reason } from '../../core/check/report';
import { askGo, courseFolder, buildEnvironment, type GoAnswers } from './environment';
import { isLater, leastLanguage } from './language';
import { goFault, saidFirst } from './go-fault';

/** A Go that can run checks. */
export interface GoToolchain {
  readonly version: string;
  /** The environment for its commands: the machine's own caches, and nothing else of the learner's configuration. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether it can build with the race detector, which needs cgo and a C compiler. */
  readonly race: boolean;
  /** The course folder that it was found in, when that is one on this disk. */
  readonly course?: string;
  /** The folder for what it builds and runs (GOTMPDIR), where the learner names one. */
  readonly temp?: string;
  /** The `go.work` file that holds in the course folder, if any. */
  readonly workspace?: string;
}

export type ToolchainResult = { readonly toolchain: GoToolchain } | { readonly reason: Reason };

const needed = `The Go track needs Go ${leastLanguage} or later on PATH. The TypeScript track needs nothing installed.`;
const none = 'There is no working Go on this machine.';

/**
 * Looks for Go on PATH, and asks it in the course folder how it is set up, as that may depend on the folder. `course` is an
 * absolute path; what is not a folder on this disk is left out.
 */
export async function findGo(signal: AbortSignal, course?: string): Promise<ToolchainResult> {
  const folder = courseFolder(course);
  const asked = await askGo(signal, folder);
  if ('answers' in asked) return toolchainOf(asked.answers, folder);
  const { reason, code, output } = asked.end;
  if (signal.aborted && reason) return { reason };
  if (reason) return reason.message.endsWith('ENOENT') ? missing(none) : { reason: goFault(reason.message) };
  const said = saidFirst(output);
  return code === 0 || said === '' ? missing(none) : { reason: goFault(said) };
}

function toolchainOf(answers: GoAnswers, course: string | undefined): ToolchainResult {
  const { GOVERSION: version = '', CGO_ENABLED, GOTMPDIR: temp = '', GOWORK: workspace = '' } = answers;
  if (!isNewEnough(version)) return missing(`This machine has ${version.replace(/^go/, 'Go ')}.`);
  if (temp !== '' && !isWritable(temp)) return { reason: noTemp(temp) };
  return {
    toolchain: {
      version,
      race: CGO_ENABLED === '1',
      env: buildEnvironment(answers),
      ...(course !== undefined && { course }),
      ...(temp !== '' && { temp }),
      ...(workspace !== '' && workspace !== 'off' && { workspace }),
    },
  };
}

function missing(what: string): ToolchainResult {
  return { reason: { code: 'no-toolchain', message: `${what} ${needed}` } };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return isAbsolute(folder);
  } catch {
    return false;
  }
}

function noTemp(temp: string): Reason {
  const message = `GOTMPDIR names a folder that is not there, or that nothing can be written to: ${temp}. Set it to another folder, or to nothing.`;
  return { code: 'toolchain-fault', message };
}

function isNewEnough(version: string): boolean {
  if (version.startsWith('devel')) return true;
  const [, language] = /^go(\d+\.\d+)/.exec(version) ?? [];
  return language !== undefined && !isLater(leastLanguage, language);
}
