import Mocha from 'mocha';
import type { Channel } from './channel';
import { explainLoad } from './explain';
import { guardChecks } from './guard-checks';
import type { RunnerTask } from '../core/check/job';
import { putInOrder } from './in-order';
import { createLoader } from './loader';
import { announceEach, reportOutcomes } from './report-events';

/** Loads the solution and its checks, runs the checks with mocha, and reports over the channel. */
export function runJob(job: RunnerTask, channel: Channel): void {
  const { send, close } = channel;
  send({ type: 'started' });
  const mocha = new Mocha({ timeout: 0, ui: 'bdd', reporter: Silent });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  const load = createLoader(job);
  try {
    for (const entry of job.entries) load(entry);
  } catch (error) {
    close({ type: 'load-failed', failure: explainLoad(error, job) });
    return;
  }
  putInOrder(
    mocha.suite,
    job.checks.map(({ id }) => id),
  );
  mocha.suite.eachTest((test) => send({ type: 'check-found', id: test.title }));
  guardChecks(mocha.suite);
  announceEach(mocha.suite, job, send);
  const runner = mocha.run(() => close({ type: 'ended' }));
  reportOutcomes(runner, job, send);
}

/** Mocha's own reporters print; ours speaks over the channel. */
class Silent extends Mocha.reporters.Base {
  override epilogue(): void {}
}
