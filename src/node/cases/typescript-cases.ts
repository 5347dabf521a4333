import { join } from 'node:path';
import type { CaseRun, CaseRunner } from '../../core/cases/case-runner';
import type { Case } from '../../core/cases/cases';
import { defaultLimits } from '../limits';
import { runChild } from '../run-child';
import { runnerEnvironment } from '../typescript/runner-process';
import type { CaseBuild } from '../typescript/build-cases';

/** Builds cases by their paths in a folder. */
export type BuildCases = (
  folder: Parameters<CaseRunner['build']>[0],
  paths: readonly string[],
) => Promise<CaseBuild>;

/** Runs TypeScript cases with the same Node that runs us. */
export function typescriptCases(buildCases: BuildCases): CaseRunner {
  return {
    build: async (folder, { path }) => {
      const built = await buildCases(folder, [path]);
      return 'reason' in built ? built : { program: built.programs[0] ?? path };
    },
    run: async (folder, cases, signal) => {
      const built = await buildCases(
        folder,
        cases.map(({ path }) => path),
      );
      if ('reason' in built) return built;
      const runs: CaseRun[] = [];
      for (const [index, program] of built.programs.entries()) {
        const one = cases[index];
        if (one) runs.push(await runCase(folder.location, program, one, signal));
      }
      return { runs };
    },
  };
}

async function runCase(
  location: string,
  program: string,
  { check }: Case,
  signal: AbortSignal,
): Promise<CaseRun> {
  const { code, output, reason } = await runChild({
    command: process.execPath,
    args: ['--enable-source-maps', join(location, program)],
    cwd: location,
    env: runnerEnvironment(),
    limits: defaultLimits,
    signal,
  });
  const passed = code === 0 && /^passed: /m.test(output);
  return { check, passed, output, ...(reason && { reason }) };
}
