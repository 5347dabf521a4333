import { blockOutput } from './blocking-output';
import { takeJob } from './channel';
import { rehearse } from './rehearse';
import { prepareRun } from './run-job';

/**
 * The process in which a solution runs. It gets one job on its standard input, judges it, and ends; when that input is
 * closed without a job, it just ends. Everything that it relies on (the channel, mocha, the clock behind it) is taken hold
 * of before the solution is loaded, and before the job comes, so that it can be started ahead of time. With the argument
 * `rehearse` it uses that time to warm up.
 */
blockOutput();
const rehearsal = process.argv.includes('rehearse') ? rehearse() : Promise.resolve();
void rehearsal.then(() => {
  const run = prepareRun();
  const { job, channel } = takeJob();
  run(job, channel);
});
