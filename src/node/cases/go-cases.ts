import { join, posix } from 'node:path';
import type { Reason } from '../../core/check/report';
import type { CaseRun, CaseRunner } from '../../core/cases/case-runner';
import { goTestName, type Case } from '../../core/cases/cases';
import type { Folder } from '../../core/ports';
import { moduleOf } from '../../core/scaffold/go-module';
import { inEmptyFolder } from '../empty-folder';
import { explainBuild } from '../go/explain-build';
import { withStartFault } from '../go/start-fault';
import { findGo, type GoToolchain } from '../go/toolchain';
import { buildLimits, defaultLimits } from '../limits';
import { runChild, type ChildEnd } from '../run-child';
import { languageProblem, moduleProblem } from './go-module-problem';

/** Runs Go cases with the Go on PATH. */
export const goCases: CaseRunner = {
  build: async (_folder, one) => ({ program: packageOf(one) }),
  run: async (course, cases, signal) => {
    const found = await findGo(signal, course.location);
    if ('reason' in found) return found;
    const runs: CaseRun[] = [];
    for (const folder of new Set(cases.map(packageOf))) {
      const ofPackage = cases.filter((one) => packageOf(one) === folder);
      const done = await runPackage({ course, folder, toolchain: found.toolchain, signal }, ofPackage);
      if ('reason' in done) return done;
      runs.push(...done.runs);
    }
    const anyFailed = runs.some(({ passed, reason }) => !passed && !reason);
    const problem = anyFailed ? await languageProblem(course) : undefined;
    return problem === undefined ? { runs } : { reason: { code: 'syntax-error', message: problem } };
  },
};

interface GoPackage {
  readonly course: Folder;
  readonly folder: string;
  readonly toolchain: GoToolchain;
  readonly signal: AbortSignal;
}

/** Builds a package with its tests into one program, and runs each case with it. */
async function runPackage(
  one: GoPackage,
  cases: readonly Case[],
): Promise<{ readonly runs: readonly CaseRun[] } | { readonly reason: Reason }> {
  const { course, folder, toolchain, signal } = one;
  const problem = await moduleProblem(course, folder);
  if (problem !== undefined) return { reason: { code: 'not-allowed', message: problem } };
  return inEmptyFolder(async (empty) => {
    const program = join(empty, process.platform === 'win32' ? 'cases.exe' : 'cases');
    const built = await buildTests(one, program, empty);
    if (built.reason) return { reason: built.reason };
    if (built.code !== 0) return { reason: await notBuilt(course, built.output) };
    const runs: CaseRun[] = [];
    for (const { check } of cases) {
      const name = goTestName(check);
      const end = await runChild({
        command: program,
        args: [`-test.run=^${name}$`, '-test.v', '-test.count=1', '-test.timeout=0'],
        cwd: join(course.location, folder),
        env: { GOTRACEBACK: 'single' },
        limits: defaultLimits,
        signal,
      });
      const { code, output, reason } = await withStartFault(program, end);
      if (reason?.code === 'toolchain-fault') return { reason };
      const passed = code === 0 && output.includes(`--- PASS: ${name} `);
      runs.push({ check, passed, output, ...(reason && { reason }) });
    }
    return { runs };
  }, toolchain.temp);
}

/** These are tests of the learner's own: they may use what their `go.work` offers, where that knows the course folder. */
async function buildTests(one: GoPackage, program: string, temp: string): Promise<ChildEnd> {
  const { course, folder, toolchain, signal } = one;
  const build = (workspace: string): Promise<ChildEnd> =>
    runChild({
      command: 'go',
      args: ['test', '-c', '-vet=off', '-o', program, `./${folder}`],
      cwd: course.location,
      env: { ...toolchain.env, GOWORK: workspace, GOTMPDIR: temp },
      limits: buildLimits,
      signal,
    });
  const built = await build(toolchain.workspace ?? 'off');
  return built.code !== 0 && built.output.includes('go.work') ? build('off') : built;
}

async function notBuilt(course: Folder, output: string): Promise<Reason> {
  const [, asked, here] = /go\.mod requires go >= (\S+) \(running go ([^\s;]+)/.exec(output) ?? [];
  if (asked !== undefined) {
    const message = `go.mod asks for Go ${asked}, and this machine has Go ${here}. Install that one, or make the line in go.mod "go ${here}".`;
    return { code: 'toolchain-fault', message };
  }
  if (output.includes('disabled by GOPROXY=off')) {
    const message = `Your code or your tests import a module that is not on this machine, and nothing is downloaded here. Run "go mod download" in ${course.location}, then try again.\n${output.trim()}`;
    return { code: 'missing-module', message };
  }
  const old = output.includes('or later') ? await languageProblem(course) : undefined;
  if (old !== undefined) return { code: 'syntax-error', message: old };
  const { reason } = explainBuild({ root: course.location, module: await moduleOf(course) }, output);
  return reason.code === 'toolchain-fault' ? reason : { code: 'syntax-error', message: output.trim() };
}

/** The folder of the package that a case is in. */
function packageOf({ path }: Case): string {
  return posix.dirname(path);
}
