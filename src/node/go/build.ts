import { dirname, join } from 'node:path';
import type { Reason } from '../../core/check/report';
import { buildLimits } from '../limits';
import { runChild } from '../run-child';
import { explainBuild, type GoBuildFailure } from './explain-build';
import { goFault } from './go-fault';
import type { GoToolchain } from './toolchain';
import type { GoWorkspace } from './workspace';

export interface GoBuild {
  /** The test program. */
  readonly program: string;
  readonly race: boolean;
  /** What tells a program with several solutions which of them it is to run. */
  readonly member?: string;
}

export type GoBuildResult = { readonly build: GoBuild } | GoBuildFailure;

/**
 * Builds the checks and the solution into one program, with the race detector when this machine can: there are many ways in
 * which it can't, and a failure that has nothing to do with the solution is tried again without it.
 */
export async function buildGo(
  workspace: GoWorkspace,
  { env, race, course }: GoToolchain,
  signal: AbortSignal,
): Promise<GoBuildResult> {
  const folder = dirname(workspace.root);
  const program = join(folder, process.platform === 'win32' ? 'checks.exe' : 'checks');
  const compile = (withRace: boolean) =>
    runChild({
      command: 'go',
      args: [
        'test',
        ...(course === undefined ? [] : ['-C', workspace.root]),
        '-c',
        '-trimpath',
        '-vet=off',
        '-ldflags=-s -w', // Nobody debugs this program, and linking is a fifth faster without what a debugger reads.
        `-overlay=${workspace.overlayFile}`,
        '-o',
        program,
        ...(withRace ? ['-race'] : []),
        workspace.checksPackage,
      ],
      // Which Go this is may depend on the folder, for managers of versions.
      cwd: course ?? workspace.root,
      // A build that is stopped leaves its own files behind: they belong where everything is removed.
      // Nothing is downloaded for it either, but Go wants to know where that would go.
      env: { GOMODCACHE: join(folder, 'modules'), ...env, GOTMPDIR: folder, TMPDIR: folder },
      limits: buildLimits,
      signal,
    });
  const build = async (withRace: boolean): Promise<GoBuildResult> => {
    const { reason, code, output } = await compile(withRace);
    if (reason) return { reason: unfinished(reason), findings: [] };
    return code === 0 ? { build: { program, race: withRace } } : explainBuild(workspace, output);
  };
  const built = await build(race);
  const lacksRace = race && 'reason' in built && built.reason.code === 'toolchain-fault' && !signal.aborted;
  return lacksRace ? build(false) : built;
}

/** What a build that was ended means: it was Go that was too slow or could not be started, not the solution. */
function unfinished(reason: Reason): Reason {
  if (reason.code === 'harness-fault') return goFault(reason.message);
  if (reason.code !== 'timed-out') return reason;
  const message = `Go did not build it within ${buildLimits.timeMs / 1000} seconds, which is not the fault of your code. The machine is very busy, or its disk is slow: try again.`;
  return { code: 'toolchain-fault', message };
}
