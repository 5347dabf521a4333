import { describeError, everyFault, ok, settle } from 'codealong/checkkit';
import { expectOwn, expectRuns } from './expect';
import { failures, getsTheFailure } from './failures';
import { order } from './requests';
import { answerOf, created, endOf, send, start, World, type Work } from './world';

const lost = new Error('connection reset');

export async function survivesStoreTrouble(): Promise<void> {
  await fiveWhileItIsDown();
  const ends = [
    { way: 'answers 201', work: created },
    { way: 'answers 404', work: (run: number) => ({ ...created(run), status: 404 }) },
    ...failures.slice(-3),
  ];
  for (const end of ends)
    for (const trouble of ['outage', 'glitch'] as const) await troubleAnywhere(trouble, end);
}

/** Before each step and after it. */
async function troubleAnywhere(
  trouble: 'outage' | 'glitch',
  end: { way: string; work: Work; error?: unknown },
): Promise<void> {
  let runsBefore: number | undefined;
  let world = new World();
  const errorOf = (): Error => {
    runsBefore ??= world.runs.length;
    return lost;
  };
  await everyFault(
    trouble,
    async (process) => {
      runsBefore = undefined;
      let isOver = false;
      world = new World({ work: (run, request) => (isOver ? created(run) : end.work(run, request)) });
      const sent = start(world.open(process), order({ key: 'k' }));
      await settle();
      const input = `the handler ${end.way}; ${process.story}`;
      if (runsBefore === 0) {
        expectRuns(world, 0, 'The store had failed, and the handler was still called.', input);
        getsTheStoresError(sent, input);
      } else {
        expectRuns(world, 1, 'The handler has to run once.', input);
        getsTheFailure(end, 1, sent, input);
      }
      isOver = true;
      await wellAgain(world, input);
    },
    { errorOf },
  );
}

function getsTheStoresError(sent: ReturnType<typeof start>, input: string): void {
  ok(sent.state === 'rejected' && sent.error === lost, {
    message: 'The store failed before the handler was called, and the caller does not hear that.',
    input,
    expected: `rejected with ${describeError(lost)}, the store's own error`,
    actual: endOf(sent),
  });
}

/** After `lockMs`, over a connection that works, the key answers: with a replay, or by a new run. */
async function wellAgain(world: World, input: string): Promise<void> {
  world.now += 30_000;
  const where = `${input}; the same request ${30_000} ms later, when the store works`;
  const answer = await send(world.open(), order({ key: 'k' }), where);
  ok([201, 404].includes(answer.status), {
    message: 'The key can no longer be used.',
    input: where,
    expected: "the handler's answer",
    actual: endOf({ state: 'fulfilled', value: answer, error: undefined }),
  });
}

async function fiveWhileItIsDown(): Promise<void> {
  const world = new World();
  let isDown = true;
  const gateway = world.open({
    before: () => {
      if (isDown) throw lost;
    },
  });
  const input = 'five requests with one key while the store is down';
  const sent = [1, 2, 3, 4, 5].map(() => start(gateway, order({ key: 'k' })));
  await settle();
  expectRuns(world, 0, 'The store had failed, and the handler was still called.', input);
  for (const one of sent) getsTheStoresError(one, input);
  isDown = false;
  const where = `${input}, then one more when it is up`;
  const again = start(gateway, order({ key: 'k' }));
  await settle();
  expectOwn(answerOf(again, where), created(1), where);
}
