import { describeError, ok, settle, show, type Watched } from 'codealong/checkkit';
import { expectOwn, expectReplay, expectRuns } from './expect';
import { heldStore } from './held';
import { describe, latte, mocha, order } from './requests';
import { answerOf, created, endOf, send, start, World, type Answer, type Work } from './world';

/** A way to fail, and what the caller gets: an answer, or an error. */
interface Failure {
  readonly way: string;
  readonly work: Work;
  readonly error?: unknown;
}

const failed = (status: number, run: number): Answer => ({
  status,
  headers: { 'retry-after': '1' },
  body: `failure ${run}`,
});

const answered = (status: number): Failure => ({
  way: `answers ${status}`,
  work: (run) => failed(status, run),
});

const thrown = new Error('the till is on fire');
export const failures: readonly Failure[] = [
  ...[500, 502, 503, 504, 599].map(answered),
  ...[undefined, null, 'sold out'].map((error) => ({
    way: `rejects with ${show(error)}`,
    work: () => Promise.reject<Answer>(error),
    error,
  })),
  answered(600),
  { way: 'rejects', work: () => Promise.reject<Answer>(thrown), error: thrown },
  {
    way: 'throws before it returns a promise',
    work: () => {
      throw thrown;
    },
    error: thrown,
  },
];

const kept = [200, 202, 301, 400, 401, 404, 408, 409, 422, 425, 429, 499];

export async function failuresAreNotStored(): Promise<void> {
  for (const failure of failures) {
    await threeRounds(failure);
    await otherBody(failure);
    await freedBeforeTheCallerHears(failure);
  }
  for (const status of kept) await isKept(status);
}

/** Three failures in a row, then it succeeds. */
async function threeRounds(failure: Failure): Promise<void> {
  const world = new World({ work: (run, request) => (run <= 3 ? failure.work(run, request) : created(run)) });
  const [one, other] = [world.open(), world.open()];
  const asked = order({ key: 'k' });
  for (let round = 1; round <= 3; round++) {
    const input = `round ${round} of one request; the handler ${failure.way} three times, then it answers 201`;
    const sent = start(round === 2 ? other : one, asked);
    await settle();
    ranAgain(world, round, sent, input);
    getsTheFailure(failure, round, sent, input);
  }
  const input = `the handler ${failure.way} three times, then it answers 201; the fourth request`;
  const sent = start(one, asked);
  await settle();
  ranAgain(world, 4, sent, input);
  expectOwn(answerOf(sent, input), created(4), input);
  expectReplay(await send(other, asked, `${input}, and once more`), created(4), 'The fifth answer', input);
}

/** The handler ran for this round. */
function ranAgain(world: World, round: number, sent: Watched<Answer>, input: string): void {
  const message =
    round === 1
      ? 'The handler did not run for a key that nobody has used.'
      : 'The handler did not run again after a failure.';
  const expected = `${round} ${round === 1 ? 'run' : 'runs'} of the handler`;
  ok(world.runs.length === round, {
    message,
    input,
    expected,
    actual: `${world.runs.length}; the caller got: ${endOf(sent)}`,
  });
}

/** The caller got what the handler did. */
export function getsTheFailure(failure: Failure, run: number, sent: Watched<Answer>, input: string): void {
  const { work, error } = failure;
  if (!('error' in failure)) return expectOwn(answerOf(sent, input), work(run, order()) as Answer, input);
  ok(sent.state === 'rejected' && sent.error === error, {
    message: "The handler's error did not reach the caller.",
    input,
    expected: `rejected with ${describeError(error)}, the very same`,
    actual: endOf(sent),
  });
}

async function otherBody(failure: Failure): Promise<void> {
  const world = new World({
    work: (run, request) => (run === 1 ? failure.work(run, request) : created(run)),
  });
  const gateway = world.open();
  start(gateway, order({ key: 'k', body: latte }));
  await settle();
  const input = `a latte, for which the handler ${failure.way}; then ${describe(order({ key: 'k', body: mocha }))}`;
  const sent = start(gateway, order({ key: 'k', body: mocha }));
  await settle();
  ranAgain(world, 2, sent, input);
  expectOwn(answerOf(sent, input), created(2), input);
}

/** Whoever has heard of the failure may ask again at once. The store is slow to take what is sent to it after the handler. */
async function freedBeforeTheCallerHears(failure: Failure): Promise<void> {
  const slow = heldStore();
  const work: Work = (run, request) => {
    if (run > 1) return created(run);
    slow.hold();
    return failure.work(run, request);
  };
  const world = new World({ work });
  const first = start(world.open(slow.gate), order({ key: 'k' }));
  await settle();
  if (first.state !== 'pending') {
    const input = `the handler ${failure.way}, its caller has heard so, and the request comes again`;
    const sent = start(world.open(), order({ key: 'k' }));
    await settle();
    ranAgain(world, 2, sent, input);
  }
  slow.letGo();
  await settle();
}

async function isKept(status: number): Promise<void> {
  const world = new World({ work: (run) => failed(status, run) });
  const [one, other] = [world.open(), world.open()];
  const asked = order({ key: 'k' });
  const input = `the handler answers ${status}`;
  expectOwn(await send(one, asked, input), failed(status, 1), input);
  for (const gateway of [one, other, one]) {
    const again = await send(gateway, asked, `${input}; the request comes again`);
    expectRuns(world, 1, `The handler ran again after it had answered ${status}.`, input);
    expectReplay(again, failed(status, 1), 'The second answer', input);
  }
}
