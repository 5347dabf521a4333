import { join } from 'node:path';
import { defaultLimits } from '../../limits';
import { buildGo, type GoBuild } from '../build';
import type { Prepared } from '../prepare';
import { runProgram, testsOf } from '../run-program';
import { putSolution } from '../workspace';
import { layOutBatch, moduleOfMember } from './lay-out-batch';
import type { Batch } from './plan-batches';

/** The members of a batch, each ready to be run. */
export type PreparedBatch = ReadonlyMap<string, Prepared>;

/** How long an idle program may take to begin and end: much more than it needs. */
const startMs = 5_000;

/**
 * Builds a batch into one program. Undefined when that does not work, for whatever reason, or when the program does not come
 * to its end by itself while none of its members is asked for: then each member is to be prepared by itself, which tells why.
 */
export async function buildBatch(folder: string, batch: Batch): Promise<PreparedBatch | undefined> {
  const [first] = batch.values();
  const workspace = first && (await layOutBatch(folder, batch));
  if (!workspace) return undefined;
  const { toolchain, signal } = first;
  const built = await buildGo(workspace, toolchain, signal);
  if ('reason' in built || built.build.race !== toolchain.race) return undefined;
  const limits = { ...defaultLimits, timeMs: startMs };
  const idle = { build: built.build, module: workspace.module, root: workspace.root, limits, signal };
  const { end } = await runProgram(idle, testsOf([]));
  if (end.code !== 0 || end.reason || end.output !== '') return undefined;
  return prepared(folder, batch, built.build);
}

/** Each member with its source as its author has it, for the checks that read it. */
async function prepared(folder: string, batch: Batch, build: GoBuild): Promise<PreparedBatch> {
  const members = new Map<string, Prepared>();
  for (const [member, { snapshot, toolchain }] of batch) {
    const root = await putSolution(join(folder, 'sources', member), snapshot, toolchain.version);
    members.set(member, { build: { ...build, member }, module: moduleOfMember(member), root });
  }
  return members;
}
