import { equal, everyInterleaving, KvServer, outcomeOf, type Gate } from 'codealong/checkkit';
import { ConcurrencyError } from '../reference/internal/loyalty/application/ports';
import { EventStoreAccountRepository } from '../reference/internal/loyalty/infrastructure/event-store-account-repository';
import { InMemoryAccountRepository } from '../reference/internal/loyalty/infrastructure/in-memory-account-repository';
import { earned, start } from './accounts';
import { keepsAccountsApart, keepsTheContract, loaded, saved } from './contract';
import { finish, mustReturn } from './outcomes';

const on = (store: KvServer, gate?: Gate) => new EventStoreAccountRepository(store.connect(gate));

it('in-memory-repository', async () => {
  await keepsTheContract(() => new InMemoryAccountRepository());
  await saved(new InMemoryAccountRepository(), earned('ana', 'order-1', 5_000), 0);
  equal(await mustReturn(() => new InMemoryAccountRepository().load('ana'), 'load "ana"'), null, {
    message: 'Two repositories in memory share what they store.',
    input: 'save through one, load through another one',
  });
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
  const around = keys.filter((key) => key.includes('ana')).map((key) => key.split('ana'));
  const ids = around.flatMap(([before = '', after = '']) =>
    keys
      .filter(
        (key) => key.startsWith(before) && key.endsWith(after) && key.length > before.length + after.length,
      )
      .map((key) => key.slice(before.length, key.length - after.length)),
  );
  await keepsAccountsApart(on(new KvServer()), ids);
}

async function seesWhatOthersSaved(): Promise<void> {
  const store = new KvServer();
  const [one, two] = [on(store), on(store)];
  await mustReturn(() => two.load('ana'), 'load "ana"');
  for (let version = 0; version < 3; version++) {
    await saved(version % 2 === 0 ? one : two, earned('ana', `order-${version}`, 1_000), version);
    for (const repo of [two, one]) {
      const found = await loaded(repo, 'ana');
      equal([found.account.balance(start), found.version], [100 * (version + 1), version + 1], {
        message: 'A repository does not find what another one has saved in the store that both share.',
        input: `${version + 1} saves through two repositories by turns, load through each: balance, version`,
      });
    }
  }
}

/** The store fails once, before or after any of the calls of a save of two events. Then all is well. */
async function savesAllOrNone(): Promise<void> {
  for (const when of ['before', 'after'] as const) {
    for (let call = 1, failed = true; failed && call < 100; call++) {
      failed = false;
      const store = new KvServer();
      await saved(on(store), earned('ana', 'order-1', 5_000), 0);
      const { account } = await loaded(on(store), 'ana');
      account.redeem({ redemptionId: 'mug-1', points: 100, at: start });
      account.redeem({ redemptionId: 'mug-2', points: 100, at: start });
      const flaky = on(store, {
        [when]: ({ number }: { number: number }) => {
          if (number !== call) return;
          failed = true;
          throw new Error('connection lost');
        },
      });
      const input = `save 2 events at version 1, and the connection is lost ${when} call ${call} to the store`;
      const outcome = await finish(() => flaky.save('ana', account, 1), input);
      const { version } = await loaded(on(store), 'ana');
      equal(outcome.status === 'returned' ? [version] : [1, 3].filter((one) => one === version), [version], {
        message: 'A part of the events was saved.',
        input: `${input}: stored version (1 none, 3 all)`,
      });
      const claimed =
        outcome.status === 'threw' && outcome.error instanceof ConcurrencyError
          ? outcome.error.actual
          : 'none';
      equal(claimed === 'none' || (claimed === version && version !== 1), true, {
        message: 'A failure of the store is told as a conflict.',
        input: `${input}: stored version ${version}, actual version in the ConcurrencyError ${claimed}`,
      });
      equal(outcome.status === 'returned' && version !== 3, false, {
        message: 'A save returns, and its events are not stored.',
        input,
      });
    }
  }
}

/** Five saves at the same version, on three repositories over one store. */
async function letsOneWin(): Promise<void> {
  for (const version of [0, 2]) {
    await everyInterleaving(async (schedule) => {
      const store = new KvServer();
      for (let done = 0; done < version; done++)
        await saved(on(store), earned('ana', `order-${done}`, 1_000), done);
      const [a, b, c] = ['A', 'B', 'C'].map((name) => on(store, { before: () => schedule.turn(name) }));
      const saving = (repo: EventStoreAccountRepository | undefined, order: string) => async () =>
        outcomeOf(() => repo?.save('ana', earned('ana', order, 1_000), version));
      const clients = {
        A1: saving(a, 'o1'),
        A2: saving(a, 'o2'),
        B1: saving(b, 'o3'),
        B2: saving(b, 'o4'),
        C: saving(c, 'o5'),
      };
      const outcomes = Object.values(await schedule.race(clients)).map(({ value }) =>
        value?.status === 'threw'
          ? value.error instanceof ConcurrencyError
            ? 'conflict'
            : 'another error'
          : 'saved',
      );
      const input = `five saves at version ${version}, through the repositories A, B and C; calls to the store in the order ${schedule.order}`;
      equal(outcomes.sort(), ['conflict', 'conflict', 'conflict', 'conflict', 'saved'], {
        message: 'Not exactly one of several saves at the same version succeeds.',
        input: `${input}: outcomes`,
      });
      const found = await loaded(on(store), 'ana');
      equal([found.version, found.account.balance(start)], [version + 1, 100 * (version + 1)], {
        message: 'After several saves at the same version, not exactly one of them is stored.',
        input: `${input}: stored version, balance`,
      });
    });
  }
}

/** Saves of different accounts do not conflict, however they mix. */
async function letsDifferentAccountsPass(): Promise<void> {
  await everyInterleaving(
    async (schedule) => {
      const store = new KvServer();
      const repo = on(store, { before: () => schedule.turn('A') });
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
    { limit: 200, samples: 50 },
  );
}
