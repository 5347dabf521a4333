import type { DebugConfiguration } from 'vscode';
import { goTestName } from '../../../core/cases/cases';
import type { MineBuild } from '../../../core/cases/mine-actions';

/** Set in the configuration of a session that is to stop where its check fails. */
export const stopsAtFailure = 'codealongStopsAtFailure';

/** Hands a built check over to the debugger of its language. `location` is the absolute path of the learner's folder. */
export function debuggerFor(
  built: MineBuild,
  location: string,
  asked: DebugConfiguration,
): DebugConfiguration {
  const { name, noDebug } = asked;
  const shared = { request: 'launch', name, ...(noDebug !== undefined && { noDebug: noDebug as unknown }) };
  const program = `${location}/${built.program}`;
  if (built.case.language === 'go') {
    const args = ['-test.v', '-test.run', `^${goTestName(built.case.check)}$`];
    return { ...shared, type: 'go', mode: 'test', program, args };
  }
  return {
    ...shared,
    type: 'node',
    program,
    cwd: location,
    sourceMaps: true,
    outFiles: [`${location}/.codealong/debug/**/*.js`],
    // What fails in there failed where it was called.
    skipFiles: ['<node_internals>/**', '**/my-checks/support.ts'],
    [stopsAtFailure]: true,
    internalConsoleOptions: 'openOnSessionStart',
    // The editor's own program, which is a plain Node where the editor runs on a server.
    runtimeExecutable: process.execPath,
    runtimeArgs: ['--enable-source-maps'],
    ...('electron' in process.versions && { env: { ELECTRON_RUN_AS_NODE: '1' } }),
  };
}
