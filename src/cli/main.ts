import { join } from 'node:path';
import { CodealongError } from '../core/errors';
import { loadBundle } from '../node/code-cache';
import type * as commands from './run-cli';

const stop = new AbortController();
// It stays: a library that finds itself alone with a signal ends the process before our children are gone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'] as const)
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(2);
    stop.abort('cancelled');
  });

/** Whether something was to be said on standard output that nobody will ever read, because the disk is full for example. */
let isUnsaid = false;
/** A reader that went away, as in `codealong list | head`, or with its terminal, wants no more: that is not an error. */
const isReaderGone = ({ code }: NodeJS.ErrnoException): boolean => code === 'EPIPE' || code === 'EIO';

process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isReaderGone(error)) return;
  if (!isUnsaid) process.stderr.write(`The result could not be written: ${error.message}\n`);
  isUnsaid = true;
  process.exitCode = 2;
});

// Until something was judged, nothing was. Node itself would end with 1, which says that a solution failed.
process.exitCode = 2;
process.on('uncaughtException', fail);

/** The commands are a bundle of their own, so that the code that V8 compiled for it can be kept. */
async function main(): Promise<void> {
  const { exports, keepCode } = await loadBundle(join(__dirname, 'run-cli.js'));
  const code = await (exports as typeof commands).runCli(process.argv.slice(2), {
    print: (text) => void process.stdout.write(`${process.stderr.isTTY ? '\r\u001B[K' : ''}${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
    ...(process.stderr.isTTY && { progress: showProgress }),
    get workingFolder() {
      return workingFolder();
    },
    distLocation: __dirname,
    signal: stop.signal,
  });
  process.exitCode = isUnsaid ? 2 : code;
  await keepCode();
}

/** Where we were started, which somebody may have removed since. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    const message = 'The folder that you are in is not there any more. Go to another one and try again.';
    throw new CodealongError('unreadable', message, { cause: error });
  }
}

/** Stands on the last line of the terminal until something else is written there. */
function showProgress(text: string): void {
  process.stderr.write(`\r\u001B[K${text}`);
}

/** The end when something went wrong that nothing foresaw. */
function fail(error: unknown): void {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Something in codealong itself went wrong; this is not your code.\n${details}\n`);
  process.exit(2);
}

main().catch(fail);
