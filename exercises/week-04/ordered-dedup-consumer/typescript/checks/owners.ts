import { everyInterleaving, ok, type Schedule } from 'codealong/checkkit';
import { World, type Sent } from './world';

/** One was expelled and does not know it: each later one has the same partition. */
export async function twoOwnersOneEffect(): Promise<void> {
  const one: Sent[] = [{ offset: 0, key: 'a' }];
  await everyInterleaving((schedule) => race(schedule, 2, one), { limit: 700, samples: 50 });
  const four: Sent[] = [0, 1, 2, 3].map((offset) => ({ offset, key: ['a', 'b', 'a', null][offset] ?? null }));
  await everyInterleaving((schedule) => race(schedule, 5, four), { limit: 1, samples: 20 });
}

async function race(schedule: Schedule, owners: number, sent: readonly Sent[]): Promise<void> {
  const world = new World(1);
  world.put(...sent);
  const clients: Record<string, () => Promise<void>> = {};
  for (const name of 'ABCDE'.slice(0, owners)) {
    const member = await world.join({}, schedule.gate(name), {});
    const messages = await member.fetch();
    if (name !== 'ABCDE'[owners - 1]) await world.expel(member);
    clients[name] = () => {
      const end = member.reaches(sent.length);
      member.hand(messages);
      return end;
    };
  }
  await schedule.race(clients, world.clock);
  const counts = world.counts;
  for (const { offset } of sent) {
    const count = counts.get(`m0-${offset}`) ?? 0;
    ok(count === 1, {
      message: `Offset ${offset} had ${count} effects.`,
      input: `${owners} instances have partition 0 and get the same ${sent.length} message(s); order of their calls to the database: ${schedule.order}`,
      expected: '1 effect',
      actual: `${count}`,
    });
  }
}
