import {
  describeError,
  equal,
  everyFault,
  everyInterleaving,
  finish,
  type Gate,
  KvServer,
  mustReturn,
  ok,
  outcomeOf,
} from 'codealong/checkkit';
import { ConcurrencyError } from '../reference/internal/loyalty/application/ports';
import { EventStoreAccountRepository } from '../reference/internal/loyalty/infrastructure/event-store-account-repository';
import { InMemoryAccountRepository } from '../reference/internal/loyalty/infrastructure/in-memory-account-repository';
import { earned, start } from './accounts';
import { holds, isUnknown, keepsAccountsApart, keepsTheContract, loaded, saved } from './contract';
import { five } from './service';

const on = (store: KvServer, gate?: Gate) => new EventStoreAccountRepository(store.connect(gate));

it('in-memory-repository', async () => {
  await keepsTheContract(() => new InMemoryAccountRepository());
  await saved(new InMemoryAccountRepository(), earned('ana', 'order-1', 5_000), 0);
  await isUnknown(new InMemoryAccountRepository(), 'ana', 'save "ana" through another repository in memory');
});

it('event-store-repository', async () => {
  await keepsTheContract(() => on(new KvServer()));
  await keepsApartWhatItsOwnKeysMixUp();
  await seesWhatOthersSaved();
  await savesAllOrNone();
  await letsOneWin();
  await letsDifferentAccountsPass();
});

/** Ids that turn one of the keys that the repository uses into another one of them. */
async function keepsApartWhatItsOwnKeysMixUp(): Promise<void> {
  const store = new KvServer();
  await saved(on(store), earned('ana', 'order-1', 1_000), 0);
  const keys = Object.keys(store.dump());
  const ids = keys.flatMap((key) => {
    const [before = '', after = ''] = key.split('ana');
    const inPlace = keys.filter((other) => other.startsWith(before) && other.endsWith(after));
    const ids = inPlace.map((other) => other.slice(before.length, -after.length || undefined));
    return key.includes('ana') ? ids.filter(Boolean) : [];
  });
  await keepsAccountsApart(on(new KvServer()), ids);
}

async function seesWhatOthersSaved(): Promise<void> {
  const store = new KvServer();
  const [one, two] = [on(store), on(store)];
  await mustReturn(() => two.load('ana'), 'load "ana"');
  for (let version = 0; version < 3; version++) {
    await saved(version % 2 === 0 ? one : two, earned('ana', `order-${version}`, 1_000), version);
    for (const repo of [two, one]) {
      await holds(repo, 100 * (version + 1), version + 1, {
        message: 'A repository does not find what another one has saved in the store that both share.',
        input: `${version + 1} saves through two repositories by turns`,
      });
    }
  }
}

/** The store fails once, before or after any of the calls of a save of two events. Then all is well. */
async function savesAllOrNone(): Promise<void> {
  await everyFault('glitch', async (process) => {
    const store = new KvServer();
    await saved(on(store), earned('ana', 'order-1', 5_000), 0);
    const { account } = await loaded(on(store), 'ana');
    for (const redemptionId of ['mug-1', 'mug-2']) account.redeem({ redemptionId, points: 100, at: start });
    const outcome = await finish(
      () => on(store, process).save('ana', account, 1),
      'save 2 events at version 1',
    );
    const { version } = await loaded(on(store), 'ana');
    const input = `save 2 events at version 1, and ${process.story}: stored version (1 none, 3 all)`;
    const returned = outcome.status === 'returned';
    const expected = returned ? '3' : '1 or 3';
    ok(version === 3 || (version === 1 && !returned), {
      message: returned
        ? 'A save returns, and its events are not stored.'
        : 'A part of the events was saved.',
      ...{ input, expected, actual: String(version) },
    });
    const conflict = !returned && outcome.error instanceof ConcurrencyError ? outcome.error : undefined;
    ok(!conflict || (conflict.actual === version && version === 3), {
      message: 'A failure of the store is told as a conflict.',
      ...{ input, expected: 'another error', actual: describeError(conflict) },
    });
  });
}

/** Five saves at the same version, on three repositories over one store. */
async function letsOneWin(): Promise<void> {
  for (const version of [0, 2]) {
    await everyInterleaving(
      async (schedule) => {
        const store = new KvServer();
        for (let done = 0; done < version; done++)
          await saved(on(store), earned('ana', `order-${done}`, 1_000), done);
        const repos = {
          A: on(store, schedule.gate('A')),
          B: on(store, schedule.gate('B')),
          C: on(store, schedule.gate('C')),
        };
        const clients = Object.entries(five).map(([client, name]) => {
          const repo = repos[name as keyof typeof repos];
          return [
            client,
            () => outcomeOf(() => repo.save('ana', earned('ana', client, 1_000), version)),
          ] as const;
        });
        const results = await schedule.race(Object.fromEntries(clients));
        const outcomes = Object.values(results).map(({ value }) => {
          if (value?.status !== 'threw') return 'saved';
          return value.error instanceof ConcurrencyError ? 'conflict' : 'another error';
        });
        const input = `five saves at version ${version}, through the repositories A, B and C; calls to the store in the order ${schedule.order}`;
        equal(outcomes.sort(), ['conflict', 'conflict', 'conflict', 'conflict', 'saved'], {
          message: 'Not exactly one of several saves at the same version succeeds.',
          input: `${input}: outcomes`,
        });
        await holds(on(store), 100 * (version + 1), version + 1, {
          message: 'After several saves at the same version, not exactly one of them is stored.',
          input,
        });
      },
      { limit: 300, samples: 100 },
    );
  }
}

/** Saves of different accounts do not conflict, however they mix. */
async function letsDifferentAccountsPass(): Promise<void> {
  await everyInterleaving(
    async (schedule) => {
      const store = new KvServer();
      const repo = on(store, schedule.gate('A'));
      const ids = ['a', 'b', 'c', 'd', 'e'];
      const clients = ids.map(
        (id) => [id, () => outcomeOf(() => repo.save(id, earned(id, 'order-1', 1_000), 0))] as const,
      );
      await schedule.race(Object.fromEntries(clients));
      const versions = [];
      for (const id of ids) versions.push((await on(store).load(id))?.version ?? 0);
      equal(versions, [1, 1, 1, 1, 1], {
        message: 'Saves of different accounts at the same time disturb each other.',
        input: `five accounts saved at version 0 through one repository; order ${schedule.order}: stored versions`,
      });
    },
    { limit: 100, samples: 50 },
  );
}
