import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { hostRun, type HostRun } from './host-run';

/** The version that the served editor has too. */
const VERSION = '1.100.3';

/** The same suite in a desktop VS Code, which test-electron downloads: for contributors with a display. */
async function runInDesktopHost(run: HostRun): Promise<void> {
  await runTests({
    version: VERSION,
    extensionDevelopmentPath: run.extension,
    extensionTestsPath: run.suite,
    extensionTestsEnv: run.env,
    launchArgs: [
      run.workspace,
      '--disable-workspace-trust',
      ...['--user-data-dir', path.join(run.scratch, 'user-data')],
      ...['--extensions-dir', path.join(run.scratch, 'extensions')],
    ],
  });
}

void hostRun(runInDesktopHost);
