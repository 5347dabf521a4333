import { join } from 'node:path';
import { loadBundle } from '../node/code-cache';
import type * as commands from './run-cli';

const stop = new AbortController();
// It stays: a library that finds itself alone with a signal ends the process before our children are gone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'] as const)
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(2);
    stop.abort('cancelled');
  });

/** A reader that went away, as in `codealong list | head`, wants no more: that is no fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** The commands are a bundle of their own, so that the code that V8 compiled for it can be kept. */
async function main(): Promise<void> {
  const { exports, keepCode } = await loadBundle(join(__dirname, 'run-cli.js'));
  process.exitCode = await (exports as typeof commands).runCli(process.argv.slice(2), {
    print: (text) => void process.stdout.write(`${process.stderr.isTTY ? '\r\u001B[K' : ''}${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
    ...(process.stderr.isTTY && { progress: showProgress }),
    workingFolder: process.cwd(),
    distLocation: __dirname,
    signal: stop.signal,
  });
  await keepCode();
}

/** Stands on the last line of the terminal until something else is written there. */
function showProgress(text: string): void {
  process.stderr.write(`\r\u001B[K${text}`);
}

void main();
