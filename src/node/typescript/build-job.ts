import type { Job } from '../../core/check/judge';
import type { BuildFinding, Reason } from '../../core/check/report';
import type { RunnerJob, RunnerModule } from '../../core/check/job';
import { checkModules, holdsChecks } from './check-modules';
import { compile } from './compile';
import { takeSnapshot } from './snapshot';

export type BuildResult =
  { readonly job: RunnerJob } | { readonly reason: Reason; readonly findings: readonly BuildFinding[] };

/** Turns a job into what the runner needs: the compiled snapshot, the compiled checks, and what is known of the source. */
export async function buildJob({ exercise, pack, solution, nonce }: Job): Promise<BuildResult> {
  const result = await takeSnapshot(solution, exercise);
  if (!('snapshot' in result)) return result;
  const { files, importFacts, globals } = result.snapshot;
  const findings: BuildFinding[] = [];
  const modules = files.map((file): RunnerModule => {
    const output = compile(file.path, file.text);
    findings.push(...output.findings);
    return { name: file.path, ...output.compiled, imports: file.imports, hidden: false };
  });
  const [first] = findings;
  if (first) {
    const message = `${first.at.file}:${first.at.line}:${first.at.column ?? 1}: ${first.message}`;
    return { reason: { code: 'syntax-error', message }, findings };
  }
  const hidden = await checkModules(pack, exercise);
  return {
    job: {
      nonce,
      modules: [...modules, ...hidden],
      entries: hidden.filter(holdsChecks).map(({ name }) => name),
      checks: exercise.manifest.checks.map(({ id, after }) => ({ id, after })),
      solution: { files: files.map(({ path }) => path), imports: importFacts, globals },
    },
  };
}
