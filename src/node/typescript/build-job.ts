import type { Submission } from '../../core/check/judge';
import type { BuildFinding, Reason } from '../../core/check/report';
import type { RunnerJob, RunnerModule } from '../../core/check/runner-job';
import { hiddenModules } from './check-modules';
import { holdsChecks } from './compiled-checks';
import type { Folder } from '../../core/ports';
import { compileAgain } from './compile';
import { takeSnapshot } from './snapshot';

export type BuildResult =
  | { readonly job: RunnerJob; readonly notes: readonly string[] }
  | { readonly reason: Reason; readonly findings: readonly BuildFinding[] };

/**
 * Turns a submission into what the runner needs: the compiled snapshot, the compiled checks, and what is known of the source.
 * `compiled` is the compiled form of its pack, where there is one.
 */
export async function buildJob(
  { exercise, pack, solution, only }: Submission,
  compiled?: Folder,
): Promise<BuildResult> {
  const result = await takeSnapshot(solution, exercise);
  if (!('snapshot' in result)) return result;
  const { files, importFacts, globals, notes } = result.snapshot;
  const findings: BuildFinding[] = [];
  const modules = files.map((file): RunnerModule => {
    const output = compileAgain(file.path, file.text, file.options);
    findings.push(...output.findings);
    return { name: file.path, ...output.compiled, imports: file.imports, hidden: false };
  });
  const [first] = findings;
  if (first) {
    const message = `${first.at.file}:${first.at.line}:${first.at.column ?? 1}: ${first.message}`;
    return { reason: { code: 'syntax-error', message }, findings };
  }
  const hidden = await hiddenModules({ pack, exercise }, compiled, 'typescript');
  return {
    notes,
    job: {
      modules: [...modules, ...hidden],
      entries: hidden.filter(holdsChecks).map(({ name }) => name),
      checks: exercise.manifest.checks.map(({ id, after }) => ({ id, after })),
      ...(only && { only: [...only] }),
      solution: { files: files.map(({ path }) => path), imports: importFacts, globals },
    },
  };
}
