import { createHash } from 'node:crypto';
import type { Submission } from '../../core/check/judge';
import type { BuildFinding, Reason } from '../../core/check/report';
import { buildGo, type GoBuild } from './build';
import type { GoSnapshot } from './snapshot';
import type { GoToolchain } from './toolchain';
import { layOut } from './workspace';

/** A solution that is built and can be run, any number of times, as long as its folder stands. */
export interface Prepared {
  readonly build: GoBuild;
  readonly module: string;
  /** Root of the private module with the solution's source. */
  readonly root: string;
}

export type PrepareResult =
  { readonly prepared: Prepared } | { readonly reason: Reason; readonly findings: readonly BuildFinding[] };

export interface PrepareRequest {
  readonly submission: Submission;
  readonly snapshot: GoSnapshot;
  readonly toolchain: GoToolchain;
  readonly kit: string;
  readonly signal: AbortSignal;
}

/** Lays the solution out in a private folder and builds it with its checks. */
export async function prepare(folder: string, request: PrepareRequest): Promise<PrepareResult> {
  const { submission, snapshot, toolchain, kit, signal } = request;
  const workspace = await layOut({ ...submission, folder, snapshot, kit, version: toolchain.version });
  const built = await buildGo(workspace, toolchain, signal);
  if ('reason' in built) return built;
  return { prepared: { build: built.build, module: snapshot.module, root: workspace.root } };
}

/** What makes two preparations the same: the exercise, every byte of the solution, and whether races are looked for. */
export function preparationKey({ submission, snapshot, toolchain }: PrepareRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([submission.exercise.path, toolchain.race, snapshot]))
    .digest('hex');
}
