import assert from 'node:assert/strict';
import { forgetWaiting, idle } from './idle';
import { Schedule } from './interleaving';
import { useIdleProcess } from '../../../test/support/idle-process';

const digest = () => crypto.subtle.digest('SHA-256', new Uint8Array(100_000));
const first = (): number => 0;

describe('idle', () => {
  useIdleProcess();

  it('waits for what runs outside JavaScript, and for what comes of it', async () => {
    let ended = 0;
    const work = async (): Promise<void> => {
      for (let round = 0; round < 3; round++) await digest();
      ended++;
    };
    void work();
    await idle();
    assert.equal(ended, 1);
  });

  it('does not wait for a promise that nobody settles, and can be asked again', async () => {
    let settled = false;
    void new Promise(() => undefined).then(() => (settled = true));
    await idle();
    await idle();
    await Promise.all([idle(), idle()]);
    assert.equal(settled, false);
  });

  it('lets go of who waited before', async () => {
    let wentOn = false;
    void idle().then(() => (wentOn = true));
    forgetWaiting();
    await idle();
    assert.equal(wentOn, false);
  });

  it('keeps the order of a race the same when its clients wait outside JavaScript', async () => {
    for (let run = 0; run < 20; run++) {
      const schedule = new Schedule(first);
      const client = (name: string, rounds: number) => async () => {
        for (let round = 0; round < 2; round++) {
          for (let wait = 0; wait < rounds; wait++) await digest();
          await schedule.turn(name);
        }
      };
      const results = await schedule.race({ A: client('A', 3), B: client('B', 0), C: client('C', 1) });
      assert.equal(schedule.order, 'A A B B C C');
      assert.ok(Object.values(results).every(({ state }) => state === 'fulfilled'));
    }
  });

  it('finds a client that waits in vain while others take turns', async () => {
    const schedule = new Schedule(first);
    const race = schedule.race({
      A: () => new Promise(() => undefined),
      B: () => schedule.turn('B'),
    });
    await assert.rejects(race, /Client A never finishes/);
  });
});
