import Mocha from 'mocha';
import * as postgres from '../checkkit/postgres';
import type { Session } from '../checkkit/postgres/session';
import { shorten } from '../checkkit/typescript/shorten';
import type { RunnerJob } from '../core/check/runner-job';
import { watchBuiltIns } from './built-ins';
import type { Channel } from './channel';
import { explainChange, explainLoad } from './explain';
import { guardChecks } from './guard-checks';
import { keepOnly, putInOrder } from './choose-checks';
import { createLoader } from './loader';
import { announceEach, reportOutcomes } from './report-events';

/** Does one job. It is over when it closes the channel. */
export type Run = (job: RunnerJob, channel: Channel) => void;

/**
 * Gets ready for a job, and gives what does it: it loads the solution and its checks, runs the checks with mocha, and reports
 * over the channel. `it` and its kin are given to the checks alone. When the solution has changed a built-in object, the run
 * breaks off: what was said after that could not be relied on. That is looked for when the solution is loaded, when a
 * check fails, and before the end.
 */
export function prepareRun(session?: Session): Run {
  const mocha = new Mocha({ timeout: 0, ui: 'bdd' });
  const vocabulary: Record<string, unknown> = {};
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, vocabulary as never, '', mocha);
  const changed = watchBuiltIns();
  return (job, channel) => runJob(job, channel, { mocha, vocabulary, changed, session });
}

interface Prepared {
  readonly mocha: Mocha;
  readonly vocabulary: Readonly<Record<string, unknown>>;
  readonly changed: () => string | undefined;
  readonly session: Session | undefined;
}

function runJob(
  job: RunnerJob,
  { send, close }: Channel,
  { mocha, vocabulary, changed, session }: Prepared,
): void {
  send({ type: 'started', confined: 'permission' in process });
  const breakOffIfChanged = (during?: string): void => {
    const change = changed();
    if (change === undefined) return;
    const failure = explainChange(change);
    if (during !== undefined)
      send({ type: 'check-ended', id: during, status: 'failed', durationMs: 0, failure });
    close({ type: 'broken-off', failure });
  };
  const load = createLoader(job, {
    vocabulary,
    afterSolution: breakOffIfChanged,
    provided: session ? { 'codealong/postgres': postgresFor(session, job, send) } : {},
  });
  try {
    for (const entry of job.entries) load(entry);
  } catch (error) {
    breakOffIfChanged();
    return close({ type: 'load-failed', failure: explainLoad(error, job) });
  }
  putInOrder(
    mocha.suite,
    job.checks.map(({ id }) => id),
  );
  mocha.suite.eachTest((test) => send({ type: 'check-found', id: test.title }));
  if (job.only) keepOnly(mocha.suite, job.only);
  guardChecks(mocha.suite, breakOffIfChanged);
  announceEach(mocha.suite, job, send);
  // A runner of its own, without a reporter of mocha's: those print, and ours speaks over the channel.
  const runner = new Mocha.Runner(mocha.suite, {});
  reportOutcomes(runner, job, send);
  runner.run(() => {
    breakOffIfChanged();
    close({ type: 'ended' });
    // Otherwise it goes on listening to what the process throws, which in a rehearsal is not the end.
    runner.dispose();
  });
}

/** The module that checks of SQL import: the kit, and the database with the solution's files. */
function postgresFor(session: Session, { texts = {} }: RunnerJob, send: Channel['send']): object {
  const listener: postgres.Listener = {
    running: (statement) => {
      if (!statement) return send({ type: 'statement-ended' });
      const { name, text, at } = statement;
      send({ type: 'statement-began', name, text: shorten(text, 4_000), ...at });
    },
    plan: (drawn) => send({ type: 'plan-read', plan: shorten(drawn, 4_000) }),
  };
  return { ...postgres, database: new postgres.Database(session, texts, listener) };
}
