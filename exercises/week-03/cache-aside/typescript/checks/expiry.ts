import { show } from 'codealong/checkkit';
import { expectHit, expectLoad } from './expect';
import { Shop, type Cache } from './shop';

/** More milliseconds than fit into 31 bits. */
const days = 30 * 86_400_000;

export async function expiresAfterTheTtl(): Promise<void> {
  for (const ttlMs of [300_000, 1_500, 1, days]) {
    await expiresThreeTimes({ value: 450, ttlMs, negativeTtlMs: 30_000 }, ttlMs, 'ttlMs');
  }
  // What counts as false, or has nothing in it, is a value all the same, and lives as long as one.
  for (const value of [0, '', false, [], {}]) {
    await expiresThreeTimes({ value, ttlMs: 300_000, negativeTtlMs: 30_000 }, 300_000, 'ttlMs');
  }
}

export async function remembersThatNothingIsThere(): Promise<void> {
  for (const [ttlMs, negativeTtlMs] of [
    [300_000, 30_000],
    [30_000, 300_000],
    [300_000, 1],
    [300_000, days],
  ] as const) {
    await expiresThreeTimes({ value: null, ttlMs, negativeTtlMs }, negativeTtlMs, 'negativeTtlMs');
  }
  await valueAfterNothing();
  await updateEndsNothing();
}

/** The load takes 700 ms: the time to live begins when it has ended. */
async function expiresThreeTimes(
  { value, ttlMs, negativeTtlMs }: { value: unknown; ttlMs: number; negativeTtlMs: number },
  lifeMs: number,
  name: string,
): Promise<void> {
  const shop = new Shop({ latte: value });
  const load = async (key: string): Promise<unknown> => {
    await shop.clock.advance(700);
    return shop.load(key);
  };
  const [cache, other] = [0, 1].map(() => shop.instance({ ttlMs, negativeTtlMs, load })) as [Cache, Cache];
  const what = value === null ? 'That nothing is there' : 'The entry';
  const setting = `ttlMs ${ttlMs}, negativeTtlMs ${negativeTtlMs}; load takes 700 ms and answers ${show(value)}`;
  const again =
    value === null
      ? 'load found nothing, and the next get asked the database again.'
      : 'What load answered is not stored: the next get asked the database again.';
  for (const round of [1, 2, 3]) {
    const input = `${setting}; time ${round} that it is stored`;
    await expectLoad(shop, cache, 'latte', {
      message: round === 1 ? 'The first get of a key has to call load once.' : `${what} outlives its time.`,
      input:
        round === 1
          ? `${setting}; the first get`
          : `${setting}; read ${lifeMs} ms (${name}) after it was stored`,
    });
    let age = 0;
    for (const at of [0, Math.floor(lifeMs / 2), lifeMs - 1]) {
      await shop.clock.advance(at - age);
      age = at;
      const message = at === 0 ? again : `${what} is gone before its time.`;
      for (const instance of [cache, other]) {
        const told = { message, input: `${input}; read ${at} ms after that, life ${lifeMs} ms` };
        await expectHit(shop, instance, 'latte', value, told);
      }
    }
    await shop.clock.advance(1);
  }
}

/** A value that is found later lives for `ttlMs`, and "nothing" that is found after a value for `negativeTtlMs`. */
async function valueAfterNothing(): Promise<void> {
  const shop = new Shop();
  const cache = shop.instance();
  const input = 'ttlMs 300000, negativeTtlMs 30000; first nothing is there, then 450 is, then nothing';
  let before: number | null | undefined;
  for (const [value, lifeMs] of [
    [null, 30_000],
    [450, 300_000],
    [null, 30_000],
  ] as const) {
    shop.put('mocha', value);
    const what = `${input}; now ${String(value)}`;
    await expectLoad(shop, cache, 'mocha', {
      message:
        before === undefined
          ? 'The first get of a key has to call load once.'
          : `What load answered before, ${String(before)}, outlives its time.`,
      input: what,
    });
    before = value;
    await shop.clock.advance(lifeMs - 1);
    const message = 'What load answered is gone before its time.';
    await expectHit(shop, cache, 'mocha', value, { message, input: `${what}, read ${lifeMs - 1} ms later` });
    await shop.clock.advance(1);
  }
}

async function updateEndsNothing(): Promise<void> {
  const shop = new Shop();
  const [cache, other] = [shop.instance(), shop.instance()];
  const input = "get finds nothing; another instance updates 'mocha' to 450";
  await expectLoad(shop, cache, 'mocha', { message: 'The first get of a key has to call load once.', input });
  await other.update('mocha', 450);
  for (const instance of [cache, other]) {
    const message = 'The update has resolved, and get still answers that nothing is there.';
    if (instance === cache) await expectLoad(shop, instance, 'mocha', { message, input });
    else
      await expectHit(shop, instance, 'mocha', 450, {
        message: 'What was loaded after an update is not stored.',
        input,
      });
  }
}
