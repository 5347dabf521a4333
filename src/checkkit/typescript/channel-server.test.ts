import assert from 'node:assert/strict';
import type { ChannelError } from '../../../exercises/kit/typescript/kit/channels';
import { ChannelServer } from './channel-server';
import { everyFault } from './faults';
import { ManualClock } from './manual-clock';

const notice = (id: string, to = 'ana') => ({ id, to, text: `order ${id}` });

async function refusalOf(call: Promise<void>): Promise<ChannelError> {
  return call.then(
    () => assert.fail('it was taken'),
    (error: unknown) => error as ChannelError,
  );
}

describe('ChannelServer', () => {
  it('delivers each notice once, however often it is sent, also when answers get lost', async () => {
    const points = await everyFault('glitch', async (process) => {
      const server = new ChannelServer();
      const send = async (id: string) => {
        const channel = server.connect(process);
        await channel.send(notice(id)).catch(() => channel.send(notice(id)));
      };
      await process.run(async () => {
        for (const id of ['1', '2', '1']) await send(id);
      });
      assert.deepEqual(server.delivered, [notice('1'), notice('2')]);
    });
    assert.equal(points, 6);
  });

  it('keeps a notice as it was sent', async () => {
    const server = new ChannelServer();
    const sent = notice('1');
    const done = server.connect().send(sent);
    sent.text = 'changed';
    await done;
    Object.assign(server.delivered[0] ?? {}, { text: 'changed' });
    assert.deepEqual(server.delivered, [notice('1')]);
  });

  it('refuses an address that is not in use any more, for good, and others not', async () => {
    const server = new ChannelServer();
    server.withdraw('ana');
    for (let times = 0; times < 2; times++)
      assert.equal((await refusalOf(server.connect().send(notice('1')))).permanent, true);
    await server.connect().send(notice('1', 'ben'));
    assert.deepEqual(server.delivered, [notice('1', 'ben')]);
  });

  it('takes so many in a time, and tells how long to wait', async () => {
    const clock = new ManualClock();
    const server = new ChannelServer(clock, { notices: 2, perMs: 1_000 });
    const channel = server.connect();
    await channel.send(notice('1'));
    await clock.advance(400);
    await channel.send(notice('1'));
    const { retryAfterMs, permanent } = await refusalOf(channel.send(notice('2')));
    assert.deepEqual([retryAfterMs, permanent], [600, undefined]);
    await clock.advance(599);
    await refusalOf(channel.send(notice('2')));
    await clock.advance(1);
    await channel.send(notice('2'));
    assert.deepEqual(server.delivered, [notice('1'), notice('2')]);
  });
});
