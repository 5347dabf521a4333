import { ManualClock, ok, show } from 'codealong/checkkit';
import { contents, everyField, sameList } from './lists';
import type { EventStore, NewEvent } from './support';
import { eventsOf, idsOf, logOf, many, paid, placed, readCall, save, saveCall, streamIs } from './support';
import { versionIs, wholeStream, World } from './support';

it('saved-events-come-back', async () => {
  const store = new World().open();
  const batch = [placed('a1'), paid('a2'), paid('a3', 990)];
  await save(store, 'order-1', batch, 0);
  const came = contents(await wholeStream(store, 'order-1'));
  sameList(came, contents(batch), "of 'order-1', by id, type and data", {
    message: 'What was saved does not come back.',
    input: `${saveCall('order-1', batch, 0)}, then getEvents('order-1')`,
  });
});

it('reads-from-version', async () => {
  const world = new World();
  const all = many(1_200, 'a');
  for (let version = 0; version < 12; version++)
    await save(world.open(), 'order-1', all.slice(version, version + 1), version);
  await save(world.open(), 'order-1', all.slice(12), 12);
  const starts = [0, 1, 2, 3, 9, 10, 11, 100, 1_200, 1_201, 1_000_000, -1, -3];
  for (const fromVersion of [undefined, ...starts, ...large]) {
    const expected = idsOf(all.slice(Math.max(0, (fromVersion ?? 1) - 1)));
    sameList(idsOf(await eventsOf(world.open(), 'order-1', fromVersion)), expected, "of 'order-1'", {
      message: 'getEvents must return the events from fromVersion on, that one included, up to the last one.',
      input: `${readCall('order-1', fromVersion)} on a stream at version 1200`,
    });
  }
  for (const fromVersion of [undefined, 1, 5])
    sameList(idsOf(await eventsOf(world.open(), 'order-9', fromVersion)), [], "of 'order-9'", {
      message: 'A stream that nobody has written to is empty, not an error.',
      input: readCall('order-9', fromVersion),
    });
});

/** Numbers that are small ones, or change their sign, when somebody cuts them to 32 bits. */
const large = [2 ** 32 + 2, -(2 ** 32) + 5, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];

it('assigns-versions', async () => {
  const world = new World();
  const forge = (id: string, version: unknown): NewEvent =>
    Object.assign(paid(id), { version, position: 99, streamId: 'someone-else', timestamp: 5 });
  const batches = [
    [forge('a1', 41), paid('a2'), forge('a3', 1)],
    ...Array.from({ length: 9 }, (_, at) => [forge(`a${at + 4}`, at === 0 ? 0 : 1)]),
    [paid('a13'), forge('a14', -1), paid('a15')],
  ];
  const input = '15 events in 11 batches; some say version, position and streamId themselves';
  let version = 0;
  for (const batch of batches) {
    const told = await save(world.open(), 'order-1', batch, version);
    version += batch.length;
    versionIs(told, version, `${saveCall('order-1', batch, version - batch.length)}; ${input}`);
  }
  await streamIs(world.open(), 'order-1', idsOf(batches.flat()), {
    message: 'Versions must run 1, 2, 3… in the order of saving, whatever the caller wrote into an event.',
    input,
  });
  const places = (await wholeStream(world.open(), 'order-1')).map(
    ({ id, streamId, position }) => `${id} in ${streamId} at ${position}`,
  );
  const expected = idsOf(batches.flat()).map((id, at) => `${id} in order-1 at ${at + 1}`);
  sameList(places, expected, 'by streamId and position', {
    message: 'The store must assign streamId and position, whatever the caller wrote into an event.',
    input,
  });
  await anyContent(world.open());
});

/** Types and data that somebody might trim, refuse or take for nothing. */
async function anyContent(store: EventStore): Promise<void> {
  const types = ['', ' Noted ', 'NOTED', 'a:b|c,d\n', '__proto__', 'é', 'e\u0301', '\u0000', 'Noted'];
  const values = [null, 0, -0.5, false, '', 'text', [], {}, [1, { two: [] }], { a: undefined, b: NaN }];
  const more = [new Date(0), JSON.parse('{"__proto__": {"a": 1}, "id": "x"}'), { ' a': 'é\u0301' }];
  const all: unknown[] = [...values, ...more];
  const events = all.map((data, at) => ({ id: `d${at}`, type: types[at % types.length] ?? '', data }));
  await save(store, 'notes', events, 'any');
  const shown = (list: unknown[]): string => list.map((value) => show(value)).join(', ');
  sameList(contents(await wholeStream(store, 'notes')), contents(events), 'by id, type and data', {
    message: 'Type and data must come back as they were saved; of the data, what JSON makes of it.',
    input: `types: ${shown(types)}; data: ${shown(all)}`,
  });
}

it('assigns-timestamps', async () => {
  for (const [how, clock] of Object.entries(clocks())) {
    const world = new World(clock);
    const store = world.open();
    const spans: [before: number, after: number][] = [];
    const batches = [
      [{ ...placed('a1'), timestamp: 5 } as NewEvent, paid('a2')],
      [paid('a3')],
      many(12, 'b'),
    ];
    for (const batch of batches) {
      const before = world.clock.now();
      await save(store, 'order-1', batch, 'any');
      spans.push(...batch.map((): [number, number] => [before, world.clock.now()]));
      await save(store, 'order-1', batch, 'any'); // Replies get lost: the retry must not move the time.
      await world.clock.advance(batch.length === 1 ? 90_001 : 1);
    }
    const events = await wholeStream(world.open(), 'order-1');
    const input = `three batches, each sent twice; 1 ms goes by after the first, and 90 s after the second; the clock ${how}`;
    events.forEach(({ id, timestamp }, at) => {
      const [before, after] = spans[at] ?? [0, 0];
      ok(timestamp >= before && timestamp <= after, {
        message:
          "A timestamp must be the time of the store's clock at the save, not the caller's or the machine's.",
        input,
        expected: `${id} between ${before} and ${after}`,
        actual: show(timestamp),
      });
    });
    const stampsOf = (ids: string[]): Set<number> =>
      new Set(events.filter(({ id }) => ids.includes(id)).map(({ timestamp }) => timestamp));
    for (const ids of batches.map(idsOf))
      ok(stampsOf(ids).size === 1, {
        message: 'All events of a batch must have the same timestamp.',
        input,
        expected: `one for ${ids.join(', ')}`,
        actual: [...stampsOf(ids)].join(', '),
      });
    sameList(everyField(await logOf(world.open())), everyField(events), 'with every field', {
      message: 'readAll and getEvents tell different things about the same event.',
      input,
    });
  }
});

function clocks(): Record<string, ManualClock> {
  return {
    'begins at 0': new ManualClock(0),
    'goes on by 1 ms whenever it is asked': new TickingClock(0),
    'begins at 1000000 and goes on by 1 ms whenever it is asked': new TickingClock(1_000_000),
    'shows today, and a quarter of a millisecond': new ManualClock(1_700_000_000_000.25),
    'is set back after each batch, by 1 ms and by 90 s': new ClockSetBack(1_000_000),
  };
}

/** A clock that somebody sets back: what it shows later is earlier. */
class ClockSetBack extends ManualClock {
  override now(): number {
    return 1_700_000_000_000.5 - super.now();
  }
}

/** A clock that moves while a call runs. */
class TickingClock extends ManualClock {
  #ticks = 0;

  override now(): number {
    return super.now() + this.#ticks++;
  }
}
