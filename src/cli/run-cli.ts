import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import type { App } from '../core/app/app';
import { isCodealongError } from '../core/errors';
import { heldNotices } from '../core/notice';
import { createNodeApp } from '../node/create-node-app';
import { diskFolder } from '../node/disk-folder';
import { createProgram, type Places } from './program';
import { asksForData, refusalAsData } from './refusal-as-data';
import type { CommandContext, ExitCode, Terminal } from './terminal';

/**
 * Runs one command line and gives its exit code, when all is written down and said. Never throws for anything the user did.
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const notices = heldNotices(({ message }) => terminal.complain(message));
  const output = { isEmpty: true };
  const print = (text: string): void => {
    output.isEmpty = false;
    terminal.print(text);
  };
  const apps: App[] = [];
  const contextOf = ({ dir, pack }: Places): CommandContext => {
    const app = createNodeApp({
      packLocation: pack === undefined ? terminal.packLocation : resolve(terminal.workingFolder, pack),
      distLocation: terminal.distLocation,
      onNotice: notices.hear,
    });
    apps.push(app);
    const folder = diskFolder(resolve(terminal.workingFolder, dir ?? '.'));
    return { app, terminal: { ...terminal, print }, folder };
  };
  try {
    await createProgram(contextOf, terminal, (ended) => (code = ended)).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    const code = exitCodeOf(error, terminal);
    if (code !== 0 && output.isEmpty && asksForData(argv)) print(refusalAsData(argv, error));
    return code;
  } finally {
    for (const app of apps) await app.close();
    notices.release();
  }
}

/** Every failure becomes words on standard error and exit code 2; asking for help is none. */
function exitCodeOf(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isCodealongError(error)) terminal.complain(error.message);
  else {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.complain(`Something in codealong itself went wrong; this is not your code.\n${details}`);
  }
  return 2;
}
