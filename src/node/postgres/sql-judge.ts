import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { learnerFiles, trackOf, type Exercise } from '../../core/catalog/catalog';
import type { Judge, Submission } from '../../core/check/judge';
import { missingFile } from '../../core/check/missing-file';
import type { RunnerModule } from '../../core/check/runner-job';
import type { Folder } from '../../core/ports';
import { defaultLimits, postgresLimits, type Limits } from '../limits';
import type { BuildResult } from '../typescript/build-job';
import { holdsChecks } from '../typescript/compiled-checks';
import { judgeInRunner } from '../typescript/judge-in-runner';
import { startRunner, type Runner } from '../typescript/runner';
import { runnerInWaiting, type RunnerInWaiting } from '../typescript/runner-in-waiting';
import type { Archives } from './archives';
import { postgresFiles } from './postgres-files';

export interface SqlJudgeOptions {
  /** Absolute path of the bundled runner. */
  readonly runnerScript: string;
  readonly archives: Archives;
  /** The hidden checks of an exercise, compiled. */
  readonly checks: (pack: Folder, exercise: Exercise) => Promise<readonly RunnerModule[]>;
  /** Whether servers warm up, for checks that come later; on when left out. */
  readonly rehearse?: boolean | undefined;
  readonly limits?: Partial<Limits>;
}

/** Judges SQL with a PostgreSQL server inside a runner, which begins with the database that the exercise's seed makes. */
export function sqlJudge(options: SqlJudgeOptions): Judge {
  const { runnerScript, archives, checks, rehearse = true, limits } = options;
  let waiting: { readonly archive: string; readonly runners: RunnerInWaiting } | undefined;

  async function start(archive: string): Promise<Runner> {
    const script = await realpath(runnerScript);
    const postgres = { archive, files: postgresFiles(join(dirname(script), 'postgres')) };
    return startRunner({ script, rehearse, postgres }, { ...defaultLimits, ...postgresLimits, ...limits });
  }

  /** Only the exercise of the last check has a server in waiting: one takes some hundred megabytes. */
  function runnersFor(archive: string): RunnerInWaiting {
    if (waiting?.archive === archive) return waiting.runners;
    void waiting?.runners.close();
    waiting = { archive, runners: runnerInWaiting(() => start(archive)) };
    return waiting.runners;
  }

  async function runners({ pack, exercise }: Submission): Promise<RunnerInWaiting> {
    return runnersFor(await archives.of(await pack.read(`${exercise.path}/sql/checks/seed.sql`)));
  }

  return {
    judge: async (submission, hear, signal) => {
      const building = jobOf(submission, checks);
      building.catch(() => undefined);
      const runner = (await runners(submission)).take();
      return judgeInRunner(await runner, building, hear, signal);
    },
    prepare: (submission) =>
      void runners(submission).then(
        (ready) => ready.prepare(),
        // What is wrong is told by the check.
        () => undefined,
      ),
    close: async () => waiting?.runners.close(),
  };
}

async function jobOf(
  { pack, exercise, solution, only }: Submission,
  checks: SqlJudgeOptions['checks'],
): Promise<BuildResult> {
  const own = learnerFiles(exercise, 'sql');
  const missing = await missingFile(solution, own);
  if (missing) return { reason: missing, findings: [] };
  const read = async (path: string) => [path, await solution.read(path)] as const;
  const [texts, modules] = await Promise.all([Promise.all(own.map(read)), checks(pack, exercise)]);
  return {
    notes: [],
    job: {
      modules,
      entries: modules.filter(holdsChecks).map(({ name }) => name),
      checks: exercise.manifest.checks.map(({ id, after }) => ({ id, after })),
      ...(only && { only: [...only] }),
      solution: { files: trackOf(exercise, 'sql').files.map(({ path }) => path), imports: [], globals: {} },
      texts: Object.fromEntries(texts),
    },
  };
}
