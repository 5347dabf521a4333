import { expires, isGone, reserves, resolves } from './calls';
import { expectRangeError } from './bad-input';
import { copyOf, describe, linesOf, World } from './world';

export async function endsAtTheDeadline(): Promise<void> {
  for (const start of [undefined, 0]) {
    for (const ttlMs of start === 0 ? [1_500] : [0.5, 1, 1_500, 600_000]) {
      await sellsBefore(ttlMs, start);
      for (const isCleaned of [false, true]) await rejectsFrom(ttlMs, isCleaned, start);
    }
  }
  await repeatDoesNotProlong();
  await repeatDoesNotShorten();
  await everyOtherOneOf25();
  await allOf101();
  await manySkus();
  await threeRoundsWithoutCleaning();
  await threeLives();
  await endedAndTooMuch();
  await endedAndBad();
  await othersWaitForTheCleaning();
  await releaseOfWhatHasEnded();
  await soldDoesNotEnd();
}

async function sellsBefore(ttlMs: number, start?: number): Promise<void> {
  const world = new World([['a', 9]], start);
  const shop = world.open();
  const done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 2]), ttlMs }, 'reserved');
  const before = Math.max(0, ttlMs - 1);
  await world.clock.advance(before);
  const input = `${done}; ${before} ms later expireDue and confirm 'o'`;
  await expires(world, shop, 0, `Nothing has ended ${before} ms after a reservation for ${ttlMs} ms`, input);
  await resolves(
    world,
    `\`confirm\` ${before} ms after a reservation for ${ttlMs} ms`,
    () => world.open().confirm('o'),
    input,
  );
  world.expectStock([['a', 7, 0]], (what) => `After the sale: ${what}`, input);
}

async function rejectsFrom(ttlMs: number, isCleaned: boolean, start?: number): Promise<void> {
  const world = new World([['a', 9]], start);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 2]), ttlMs }, 'reserved');
  await world.clock.advance(ttlMs);
  done += `; ${ttlMs} ms later`;
  world.expectStock([['a', 9, 2]], (what) => `Nobody has cleaned up, and ${what}`, done);
  if (isCleaned) await expires(world, world.open(), 1, 'One reservation has ended', (done += ' expireDue,'));
  const stock = [['a', 9, isCleaned ? 0 : 2]] as const;
  for (const on of [world.open(), shop]) {
    await isGone(world, on, 'o', `${done} confirm 'o'`);
    world.expectStock(stock, (what) => `\`confirm\` came too late, and ${what}`, `${done} confirm 'o'`);
  }
  await expires(
    world,
    shop,
    isCleaned ? 0 : 1,
    `${isCleaned ? 'No' : 'One'} reservation is left to be freed`,
    `${done} confirm 'o', expireDue`,
  );
  world.expectStock(
    [['a', 9, 0]],
    (what) => `After \`expireDue\`: ${what}`,
    `${done} confirm 'o', expireDue`,
  );
}

async function repeatDoesNotProlong(): Promise<void> {
  const world = new World([['a', 9]]);
  const shop = world.open();
  const lines = linesOf(['a', 2]);
  let done = await reserves(world, shop, { id: 'o', lines, ttlMs: 1_000 }, 'reserved');
  for (let round = 0; round < 3; round++) {
    await world.clock.advance(300);
    done = await reserves(
      world,
      world.open(),
      { id: 'o', lines, ttlMs: 1_000 },
      'reserved',
      `${done}; 300 ms later`,
    );
  }
  await world.clock.advance(100);
  await isGone(world, shop, 'o', `${done}; 100 ms later confirm 'o'`);
}

/** Not by a repeat that asks for less time either, nor by one that asks for other skus. */
async function repeatDoesNotShorten(): Promise<void> {
  const world = new World([
    ['a', 9],
    ['b', 9],
  ]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 2]), ttlMs: 1_000 }, 'reserved');
  for (const [lines, ttlMs] of [
    [linesOf(['a', 2]), 1],
    [linesOf(['b', 1]), 100],
    [linesOf(['a', 1], ['b', 1]), 0.5],
  ] as const) {
    await world.clock.advance(300);
    done = await reserves(
      world,
      world.open(),
      { id: 'o', lines, ttlMs },
      'reserved',
      `${done}; 300 ms later`,
    );
    world.expectStock(
      [
        ['a', 9, 2],
        ['b', 9, 0],
      ],
      (what) => `Order 'o' is reserved already, and ${what}`,
      done,
    );
  }
  await world.clock.advance(99);
  done += '; 99 ms later';
  await expires(world, shop, 0, 'The reservation has a millisecond left', `${done} expireDue`);
  await resolves(world, '`confirm`', () => shop.confirm('o'), `${done} confirm 'o'`);
}

async function everyOtherOneOf25(): Promise<void> {
  const skus = ['a', 'b', 'c'];
  const world = new World(skus.map((sku) => [sku, 99]));
  const [one, other] = [world.open(), world.open()];
  for (let at = 0; at < 25; at++) {
    const lines = linesOf([skus[at % 3]!, 1], ['c', 2]);
    await reserves(world, one, { id: `o${at}`, lines, ttlMs: at % 2 === 1 ? 1_000 : 2_000 }, 'reserved');
  }
  const story = '25 reservations, o1, o3, … o23 for 1000 ms, the others for 2000 ms';
  const all = [0, 1, 2].map((sku) =>
    Array.from({ length: 25 }, (_, at) => at).filter((at) => at % 3 === sku),
  );
  const left = (rest: (at: number) => boolean): [string, number, number][] => {
    const count = (sku: number): number => all[sku]!.filter(rest).length;
    return [
      ['a', 99, count(0)],
      ['b', 99, count(1)],
      ['c', 99, count(2) + 2 * (count(0) + count(1) + count(2))],
    ];
  };
  await world.clock.advance(1_000);
  await expires(world, one, 12, 'Of 25 reservations 12 have ended', `${story}; 1000 ms later expireDue`);
  world.expectStock(
    left((at) => at % 2 === 0),
    (what) => `12 of 25 reservations were freed: ${what}`,
    story,
  );
  await expires(world, other, 0, 'No other reservation has ended', `${story}; 1000 ms later expireDue twice`);
  await world.clock.advance(1_000);
  await expires(
    world,
    other,
    13,
    'The other 13 reservations have ended',
    `${story}; 2000 ms later expireDue, on another instance`,
  );
  world.expectStock(
    left(() => false),
    (what) => `All reservations were freed: ${what}`,
    story,
  );
}

/** More than fit into the page of a hundred that a cleaning may take at a time. */
async function allOf101(): Promise<void> {
  const world = new World([['a', 101]]);
  const shop = world.open();
  const lines = linesOf(['a', 1]);
  const input = '101 reservations for 1000 ms; 1000 ms later expireDue';
  const reserveAll = async (): Promise<void> => {
    for (let at = 0; at < 101; at++) await shop.reserve(`o${at}`, lines, 1_000);
  };
  await resolves(world, '`reserve`', reserveAll, input);
  world.expectStock([['a', 101, 101]], (what) => `101 orders are reserved, and ${what}`, input);
  await world.clock.advance(1_000);
  await expires(world, world.open(), 101, 'All of 101 reservations have ended', input);
  world.expectStock([['a', 101, 0]], (what) => `All reservations were freed: ${what}`, input);
}

/** `reserve` frees the old units, of other skus too, and the stock is just enough for that. */
async function threeRoundsWithoutCleaning(): Promise<void> {
  const world = new World([
    ['a', 3],
    ['b', 5],
  ]);
  const [one, other] = [world.open(), world.open()];
  let done = "3 units of 'a', 5 of 'b'";
  const rounds = [
    [3, 1, 1_000],
    [2, 5, 500],
    [3, 0, 2_000],
    [1, 2, 4_000],
  ] as const;
  for (const [at, [a, b, ttlMs]] of rounds.entries()) {
    const lines = b === 0 ? linesOf(['a', a]) : linesOf(['b', b], ['a', a]);
    done = await reserves(world, a === 3 ? one : other, { id: 'o', lines, ttlMs }, 'reserved', done);
    world.expectStock(
      [
        ['a', 3, a],
        ['b', 5, b],
      ],
      (what) => `Order 'o', whose reservation had ended, is reserved again: ${what}`,
      done,
    );
    if (ttlMs === 4_000) break;
    await world.clock.advance(ttlMs + at * 5_000);
    done += `; ${ttlMs + at * 5_000} ms later`;
  }
  await world.clock.advance(3_999);
  await expires(
    world,
    one,
    0,
    'The last reservation has a millisecond left',
    `${done}; 3999 ms later expireDue`,
  );
  await resolves(world, '`confirm`', () => other.confirm('o'), `${done}; 3999 ms later confirm 'o'`);
  world.expectStock(
    [
      ['a', 2, 0],
      ['b', 3, 0],
    ],
    (what) => `After the sale: ${what}`,
    done,
  );
}

/** Released and reserved again: each reservation has the time that it was made with, from the moment at which it was made. */
async function threeLives(): Promise<void> {
  const world = new World([['a', 9]]);
  const shop = world.open();
  const lines = linesOf(['a', 2]);
  let done = '';
  for (const [ttlMs, before] of [
    [1_000, 100],
    [5_000, 900],
    [9_000, 100],
  ] as const) {
    done = await reserves(world, shop, { id: 'o', lines, ttlMs }, 'reserved', done);
    await world.clock.advance(before);
    done += `; ${before} ms later release 'o'`;
    await resolves(world, '`release`', () => world.open().release('o'), done);
  }
  done = await reserves(world, shop, { id: 'o', lines, ttlMs: 3_000 }, 'reserved', done);
  await world.clock.advance(2_999);
  done += '; 2999 ms later';
  await expires(world, shop, 0, 'The last reservation has a millisecond left', `${done} expireDue`);
  world.expectStock([['a', 9, 2]], (what) => `Order 'o' is still reserved, and ${what}`, done);
  await world.clock.advance(1);
  done += ' expireDue; 1 ms later';
  await isGone(world, shop, 'o', `${done} confirm 'o'`);
  await expires(world, world.open(), 1, 'The last reservation has ended', `${done} expireDue`);
  done = await reserves(world, shop, { id: 'o', lines, ttlMs: 2_000 }, 'reserved', `${done} expireDue`);
  await world.clock.advance(1_999);
  done += "; 1999 ms later confirm 'o'";
  await resolves(world, '`confirm`', () => shop.confirm('o'), done);
  world.expectStock([['a', 7, 0]], (what) => `After the sale: ${what}`, done);
}

/** Of 25 skus: freed by the cleaning, and by the order itself when it asks for others. */
async function manySkus(): Promise<void> {
  const skus = Array.from({ length: 25 }, (_, at) => `s${at}`);
  const world = new World(skus.map((sku) => [sku, 20]));
  const shop = world.open();
  const lines = linesOf(...skus.map((sku, at) => [sku, (at % 12) + 1] as const));
  let done = await reserves(world, shop, { id: 'o', lines, ttlMs: 1_000 }, 'reserved');
  await world.clock.advance(1_000);
  done = await reserves(
    world,
    shop,
    { id: 'o', lines: linesOf(['s24', 2], ['s7', 1]), ttlMs: 1_000 },
    'reserved',
    `${done}; 1000 ms later`,
  );
  const few = new Map([
    ['s24', 2],
    ['s7', 1],
  ]);
  world.expectStock(
    skus.map((sku) => [sku, 20, few.get(sku) ?? 0]),
    (what) => `An order of 25 lines had ended and is reserved again with two: ${what}`,
    done,
  );
  done = await reserves(world, shop, { id: 'p', lines, ttlMs: 1_000 }, 'reserved', done);
  await world.clock.advance(1_000);
  done += '; 1000 ms later expireDue';
  await expires(world, shop, 2, 'Two reservations have ended', done);
  world.expectStock(
    skus.map((sku) => [sku, 20, 0]),
    (what) => `All reservations were freed: ${what}`,
    done,
  );
}

/** A call that is refused with a `RangeError` changes nothing: it is not the order's next `reserve`. */
async function endedAndBad(): Promise<void> {
  const world = new World([['a', 9]]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 2]), ttlMs: 1_000 }, 'reserved');
  await world.clock.advance(1_000);
  done += '; 1000 ms later';
  for (const [lines, ttlMs, what] of [
    [linesOf(['a', 0]), 1_000, 'qty 0'],
    [linesOf(), 1_000, 'no lines'],
    [linesOf(['a', 1]), 0, 'ttlMs 0'],
  ] as const) {
    done += `; reserve: ${describe('o', lines, ttlMs)}`;
    const outcome = await world.end(() => shop.reserve('o', copyOf(lines), ttlMs), done);
    expectRangeError(outcome, `${what}, for an order that has ended,`, done);
    world.expectStock([['a', 9, 2]], (told) => `An order with ${what} was refused, and ${told}`, done);
  }
  await expires(world, shop, 1, 'One reservation has ended', `${done}; expireDue`);
}

/** The old units may be free at once, or only after the cleaning. */
async function endedAndTooMuch(): Promise<void> {
  const world = new World([['a', 3]]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 3]), ttlMs: 1_000 }, 'reserved');
  await world.clock.advance(1_000);
  done = await reserves(
    world,
    shop,
    { id: 'o', lines: linesOf(['a', 4]) },
    'insufficient',
    `${done}; 1000 ms later`,
  );
  await isGone(world, shop, 'o', `${done}; confirm 'o'`);
  await resolves(world, '`expireDue`', () => shop.expireDue(), `${done}; expireDue`);
  world.expectStock([['a', 3, 0]], (what) => `After \`expireDue\`: ${what}`, done);
  await reserves(world, shop, { id: 'other', lines: linesOf(['a', 3]) }, 'reserved', `${done}; expireDue`);
}

async function othersWaitForTheCleaning(): Promise<void> {
  const world = new World([['carton', 1]]);
  const shop = world.open();
  const lines = linesOf(['carton', 1]);
  let done = await reserves(world, shop, { id: 'o', lines, ttlMs: 1_000 }, 'reserved');
  await world.clock.advance(60_000);
  done = await reserves(world, shop, { id: 'other', lines }, 'insufficient', `${done}; 60000 ms later`);
  world.expectStock([['carton', 1, 1]], (what) => `Nobody has cleaned up, and ${what}`, done);
  await expires(world, shop, 1, 'One reservation has ended', `${done}; expireDue`);
  await reserves(world, shop, { id: 'other', lines }, 'reserved', `${done}; expireDue`);
}

async function releaseOfWhatHasEnded(): Promise<void> {
  const world = new World([['a', 9]]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 2]), ttlMs: 1_000 }, 'reserved');
  await world.clock.advance(5_000);
  done += "; 5000 ms later release 'o'";
  await resolves(world, '`release`', () => shop.release('o'), done);
  world.expectStock([['a', 9, 0]], (what) => `Order 'o' had ended and was released: ${what}`, done);
  await expires(world, shop, 0, 'What `release` has freed is not there any more', `${done}; expireDue`);
}

async function soldDoesNotEnd(): Promise<void> {
  const world = new World([['a', 9]]);
  const shop = world.open();
  let done = await reserves(world, shop, { id: 'o', lines: linesOf(['a', 2]), ttlMs: 1_000 }, 'reserved');
  done = await reserves(
    world,
    shop,
    { id: 'long', lines: linesOf(['a', 4]), ttlMs: 9_000 },
    'reserved',
    done,
  );
  await resolves(world, '`confirm`', () => shop.confirm('o'), `${done}; confirm 'o'`);
  await world.clock.advance(5_000);
  done += "; confirm 'o'; 5000 ms later expireDue";
  await expires(world, shop, 0, 'A sold order does not end', done);
  world.expectStock([['a', 7, 4]], (what) => `After \`expireDue\`: ${what}`, done);
  done += "; confirm 'o'";
  await resolves(world, '`confirm` of a sold order', () => world.open().confirm('o'), done);
  done = await reserves(world, world.open(), { id: 'o', lines: linesOf(['a', 2]) }, 'reserved', done);
  world.expectStock([['a', 7, 4]], (what) => `Order 'o' is sold, and ${what}`, done);
}
