import { blockOutput } from './blocking-output';
import { openChannel } from './channel';
import type { RunnerJob } from '../core/check/job';
import { runJob } from './run-job';

/**
 * The process in which a solution runs. It gets one job over its private channel, judges it, and ends. Everything that it
 * relies on afterwards (the channel, mocha, the clock behind it) is taken hold of before the solution is loaded.
 */
blockOutput();
const channel = openChannel();

process.once('message', (job: RunnerJob) => runJob(job, channel));
