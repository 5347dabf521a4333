import { join, posix } from 'node:path';
import type { Reason } from '../../core/check/report';
import type { CaseRun, CaseRunner } from '../../core/cases/case-runner';
import { goTestName, type Case } from '../../core/cases/cases';
import { inEmptyFolder } from '../empty-folder';
import { findGo, type GoToolchain } from '../go/toolchain';
import { buildLimits, defaultLimits } from '../limits';
import { runChild } from '../run-child';

/** Runs Go cases with the Go on PATH. */
export const goCases: CaseRunner = {
  build: async (_folder, one) => ({ program: packageOf(one) }),
  run: async ({ location }, cases, signal) => {
    const found = await findGo(signal);
    if ('reason' in found) return found;
    const runs: CaseRun[] = [];
    for (const folder of new Set(cases.map(packageOf))) {
      const ofPackage = cases.filter((one) => packageOf(one) === folder);
      const done = await runPackage({ location, folder, toolchain: found.toolchain, signal }, ofPackage);
      if ('reason' in done) return done;
      runs.push(...done.runs);
    }
    return { runs };
  },
};

interface GoPackage {
  readonly location: string;
  readonly folder: string;
  readonly toolchain: GoToolchain;
  readonly signal: AbortSignal;
}

/** Builds a package with its tests into one program, and runs each case with it. */
async function runPackage({ location, folder, toolchain, signal }: GoPackage, cases: readonly Case[]) {
  return inEmptyFolder(async (empty): Promise<{ runs: readonly CaseRun[] } | { reason: Reason }> => {
    const program = join(empty, process.platform === 'win32' ? 'cases.exe' : 'cases');
    const built = await runChild({
      command: 'go',
      args: ['test', '-c', '-vet=off', '-o', program, `./${folder}`],
      cwd: location,
      env: { ...toolchain.env, GOTMPDIR: empty },
      limits: buildLimits,
      signal,
    });
    if (built.reason) return { reason: built.reason };
    if (built.code !== 0) return { reason: { code: 'syntax-error', message: built.output.trim() } };
    const runs: CaseRun[] = [];
    for (const { check } of cases) {
      const name = goTestName(check);
      const { code, output, reason } = await runChild({
        command: program,
        args: [`-test.run=^${name}$`, '-test.v', '-test.count=1', '-test.timeout=0'],
        cwd: join(location, folder),
        env: { GOTRACEBACK: 'single' },
        limits: defaultLimits,
        signal,
      });
      const passed = code === 0 && output.includes(`--- PASS: ${name} `);
      runs.push({ check, passed, output, ...(reason && { reason }) });
    }
    return { runs };
  });
}

/** The folder of the package that a case is in. */
function packageOf({ path }: Case): string {
  return posix.dirname(path);
}
