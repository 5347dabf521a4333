import { settle, type Gate } from 'codealong/checkkit';
import { expectEnd, expectOwn, expectReplay, expectRuns } from './expect';
import { HeldWork } from './held';
import { latte, mocha, order } from './requests';
import { answerOf, created, send, start, World } from './world';

export async function lockExpires(): Promise<void> {
  for (const [lockMs, ttlMs] of [
    [30_000, 86_400_000],
    [1, 86_400_000],
    [2, 1],
    [7, 5],
    [12_345_678, 1_000],
  ] as const) {
    await hangs(lockMs, ttlMs);
    await dies(lockMs, ttlMs);
  }
}

/** Three owners in a row whose handlers never end. */
async function hangs(lockMs: number, ttlMs: number): Promise<void> {
  const world = new World({ lockMs, ttlMs, work: new HeldWork().work });
  const gateways = [world.open(), world.open()];
  const told = `lockMs ${lockMs}, ttlMs ${ttlMs}; no handler ends`;
  const begin = world.now;
  for (let owner = 1; owner <= 3; owner++) {
    const body = owner === 2 ? mocha : latte;
    world.now = begin + (owner - 1) * lockMs;
    start(gateways[owner % 2]!, order({ key: 'k', body }));
    await settle();
    expectRuns(
      world,
      owner,
      owner === 1 ? 'The handler did not run.' : 'At lockMs the key is not free.',
      `${told}; ${ageOf(owner, lockMs)}`,
    );
    for (const ms of [...new Set([0, 1, Math.floor(lockMs / 2), lockMs - 1])].filter((at) => at < lockMs)) {
      world.now = begin + (owner - 1) * lockMs + ms;
      const input = `${told}; a request ${ms} ms after the ${nth(owner)} one took the key`;
      // Neither of these makes the time longer.
      await send(gateways[0]!, order({ key: 'k', body: '{"drink":"tea"}' }), `${input}, with another body`);
      const sent = start(gateways[1]!, order({ key: 'k', body }));
      await settle();
      expectRuns(world, owner, 'The handler ran although the key was held.', input);
      expectEnd(sent, 409, 'A request that came while the key was held did not get 409.', input);
    }
  }
}

function ageOf(owner: number, lockMs: number): string {
  if (owner === 1) return 'the first request';
  return `a request ${lockMs} ms after the ${nth(owner - 1)} one took the key${owner === 2 ? ', with another body' : ''}`;
}

const nth = (owner: number): string => ['zeroth', 'first', 'second', 'third'][owner] ?? '';

/** The process of the owner dies when its handler has ended. */
async function dies(lockMs: number, ttlMs: number): Promise<void> {
  let isDead = false;
  const gate: Gate = {
    get dead() {
      return isDead;
    },
  };
  const work = (run: number) => ((isDead = true), created(run));
  const world = new World({ lockMs, ttlMs, work });
  start(world.open(gate), order({ key: 'k' }));
  await settle();
  const told = `lockMs ${lockMs}, ttlMs ${ttlMs}; the first process dies when its handler has ended`;
  expectRuns(world, 1, 'The handler did not run.', told);
  const other = world.open();
  world.now += lockMs - 1;
  const early = start(other, order({ key: 'k' }));
  await settle();
  expectEnd(
    early,
    409,
    'A request that came while the key was held did not get 409.',
    `${told}; ${lockMs - 1} ms after it took the key`,
  );
  world.now += 1;
  const input = `${told}; a request ${lockMs} ms after it took the key`;
  const late = start(other, order({ key: 'k' }));
  await settle();
  expectRuns(world, 2, 'At lockMs the key is not free.', input);
  expectOwn(answerOf(late, input), created(2), input);
  expectReplay(
    await send(other, order({ key: 'k' }), `${input}, and once more`),
    created(2),
    'The answer to one more request',
    input,
  );
}
