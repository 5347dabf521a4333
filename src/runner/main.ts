import { onLife } from '../checkkit/typescript/life';
import { blockOutput } from './blocking-output';
import { takeJobs, type Channel } from './channel';
import { openPostgres } from './open-postgres';
import { rehearse } from './rehearse';
import { runInTurn } from './run-in-turn';
import { prepareRun } from './run-job';

/**
 * The process in which a solution runs. It gets a job on its standard input, judges it, and ends; when that input is
 * closed without a job, it just ends. Of several jobs it judges one after the other. Everything that it relies on (the channel, mocha, the clock behind it) is taken hold
 * of before the solution is loaded, and before a job comes, so that it can be started ahead of time. With the argument
 * `rehearse` it uses that time to warm up; with `postgres=<archive>` it has a PostgreSQL server with that database.
 */
async function main(given: readonly string[]): Promise<void> {
  blockOutput();
  const archive = given.find((one) => one.startsWith('postgres='))?.slice('postgres='.length);
  const isRehearsing = given.includes('rehearse');
  const session = archive === undefined ? undefined : await openPostgres(archive, isRehearsing);
  if (isRehearsing) await rehearse();
  const run = prepareRun(session);
  const { jobs, channel } = takeJobs();
  showLife(channel);
  await runInTurn(jobs, channel, { first: run, next: () => prepareRun(session) });
}

/** How often a run says that it goes on. */
const beatMs = 500;

/**
 * Says that the run goes on, for as long as the solution gives up control or asks a double for something now and then. It keeps no
 * process alive.
 */
function showLife({ send }: Channel): void {
  const alive = (): void => send({ type: 'alive' });
  onLife(alive);
  setInterval(alive, beatMs).unref();
}

void main(process.argv.slice(2));
