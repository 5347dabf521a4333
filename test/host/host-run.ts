import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../editor/at-exit';
import { bundleSuite } from './bundle';
import { isGood, readResult, RESULT_FILE_VARIABLE, summary } from './result';

/** One run of a suite inside an extension host, whichever editor that host belongs to. */
export interface HostRun {
  /** The folder of the unpacked extension. */
  readonly extension: string;
  /** The compiled suite's entry file. */
  readonly suite: string;
  /** A fresh empty folder, opened as the workspace. */
  readonly workspace: string;
  /** A temporary folder for the editor's own data. */
  readonly scratch: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface HostRunSources {
  readonly extension: string;
  readonly suite?: string;
}

const REPOSITORY = path.resolve(__dirname, '../..');

/** Prepares a run, performs it with `run`, prints exact counts and sets this process's exit code. */
export async function hostRun(
  run: (prepared: HostRun) => Promise<void>,
  sources: HostRunSources = { extension: REPOSITORY },
): Promise<void> {
  const scratch = temporaryFolder('host');
  const resultFile = path.join(scratch, 'result.json');
  const workspace = path.join(scratch, 'course');
  mkdirSync(workspace);
  try {
    const suite = await bundleSuite(path.join(scratch, 'suite'), sources.suite);
    const env = { [RESULT_FILE_VARIABLE]: resultFile };
    await run({ extension: sources.extension, suite, workspace, scratch, env });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  } finally {
    const result = readResult(resultFile);
    console.log(summary(result));
    process.exitCode = isGood(result) ? 0 : 1;
  }
}
