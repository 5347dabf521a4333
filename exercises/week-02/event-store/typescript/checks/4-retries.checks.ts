import { equal, type KvOperation } from 'codealong/checkkit';
import type { Expected, NewEvent } from './support';
import {
  accepted,
  ended,
  eventsOf,
  isNoConflict,
  logIs,
  logOf,
  paid,
  placed,
  refused,
  save,
  saveCall,
  streamIs,
  World,
} from './support';

describe('retries', () => {
  it('replay-is-accepted', async () => {
    const world = new World();
    const store = world.open();
    const expectations: [string, Expected][] = [
      ['order-1', 0],
      ['order-2', 'no-stream'],
      ['order-3', 'any'],
    ];
    for (const [streamId, expected] of expectations) {
      const batch = [placed(`${streamId}/1`), paid(`${streamId}/2`)];
      await save(store, streamId, batch, expected);
      await world.clock.advance(1_000);
      const before = await eventsOf(store, streamId);
      const input = `${saveCall(streamId, batch, expected)}, and the same call again`;
      const again = await accepted(
        () => world.open().saveEvents(streamId, structuredClone(batch), expected),
        {
          message:
            'The caller lost the reply and sends the same batch again. It is already stored, so it must be told that it worked.',
          input,
        },
      );
      equal(again, { version: 2 }, { message: 'The retry must get the answer of the first attempt.', input });
      equal(await eventsOf(store, streamId), before, {
        message:
          'The retry has changed the stream: a payment is recorded twice, or an old event has a new time.',
        input,
      });
    }
    equal((await logOf(store)).length, 6, {
      message: 'The retries have grown the log.',
      input: 'three batches of two, each sent twice',
    });
  });

  it('changed-replay-is-refused', async () => {
    const store = new World().open();
    await save(store, 'order-1', [placed('a1'), paid('a2', 350)], 0);
    const changed: [string, NewEvent[]][] = [
      ['other data', [placed('a1'), paid('a2', 990)]],
      ['another type', [placed('a1'), { ...paid('a2', 350), type: 'OrderRefunded' }]],
    ];
    for (const [what, batch] of changed) {
      for (const expected of [0, 'any'] as const) {
        const input = `${saveCall('order-1', batch, expected)} after the same call, but a2 now has ${what}`;
        const error = await refused(() => store.saveEvents('order-1', batch, expected), {
          message:
            'This is not a retry: the id is known, but the content is new. To answer "stored" is a lie, to store it a second truth.',
          input,
          expected: 'an error',
        });
        isNoConflict(error, {
          message:
            'A ConcurrencyError invites the caller to reload and try again, which can never help here.',
          input,
        });
      }
    }
    const stored = await eventsOf(store, 'order-1');
    equal(
      stored.map(({ type, data }) => ({ type, data })),
      [placed('a1'), paid('a2', 350)].map(({ type, data }) => ({ type, data })),
      {
        message: 'Stored events are facts. A refused batch has changed them.',
        input: 'two events, then batches with the same ids and other content',
      },
    );
  });

  it('late-replay', async () => {
    for (let lost = 1; lost < 100; lost++) {
      const world = new World();
      await save(world.open(), 'order-1', [placed('z1')], 0);
      const batch = [paid('a1'), paid('a2')];
      let wasLost = false;
      const lose = ({ number }: KvOperation): void => {
        if (number !== lost) return;
        wasLost = true;
        throw new Error('connection reset');
      };
      const input = `${saveCall('order-1', batch, 1)} whose reply to operation ${lost} is lost, b1 by somebody else, the same call again`;
      await ended(() => world.open({ after: lose }).saveEvents('order-1', batch, 1), input);
      const stored = (await eventsOf(world.open(), 'order-1')).length === 3;
      if (stored) await save(world.open(), 'order-1', [placed('b1')], 'any');
      const again = await accepted(() => world.open().saveEvents('order-1', batch, 1), {
        message: 'A retry must be recognised however late it comes, also when the stream has grown since.',
        input,
      });
      equal(
        again,
        { version: 3 },
        { message: 'The retry must get the version of its own last event.', input },
      );
      await streamIs(world.open(), 'order-1', stored ? ['z1', 'a1', 'a2', 'b1'] : ['z1', 'a1', 'a2'], {
        message: 'After a lost reply and a retry the batch must be stored once.',
        input,
      });
      if (!wasLost) return;
    }
  });

  it('reused-id-is-refused', async () => {
    const store = new World().open();
    await save(store, 'order-1', [placed('a1'), paid('a2')], 0);
    const batches: [NewEvent[], Expected, string][] = [
      [[paid('a2')], 2, 'a retry that has reloaded the stream, in which its own event is already stored'],
      [[paid('a3'), paid('a2')], 2, 'a new event together with one that is already stored'],
      [[placed('a1'), paid('a2'), paid('a3')], 0, 'a stored batch that has grown'],
      [[placed('a1'), paid('a2'), paid('a3')], 'any', 'a stored batch that has grown'],
      [[paid('a2'), placed('a1')], 'any', 'a stored batch in another order'],
    ];
    for (const [batch, expected, what] of batches) {
      const input = `${saveCall('order-1', batch, expected)}: ${what}; the stream holds a1, a2`;
      const error = await refused(() => store.saveEvents('order-1', batch, expected), {
        message:
          'A known id that is no exact retry must be refused: nobody can tell what the caller believes to be stored.',
        input,
        expected: 'an error',
      });
      if (expected !== 0) {
        isNoConflict(error, {
          message: 'The version was right, so this is no conflict: to reload and try again cannot help.',
          input,
        });
      }
      const told = { message: 'A batch with a known id has changed the store.', input };
      await streamIs(store, 'order-1', ['a1', 'a2'], told);
      await logIs(store, ['a1', 'a2'], told);
    }
  });
});
