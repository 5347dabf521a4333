import { fail, type Outcome } from 'codealong/checkkit';
import { isConflict, race, some, type Client } from './races';
import { copyOf, endOf, linesOf, minutes, World, type Levels } from './world';

export async function noOversell(): Promise<void> {
  const carton = linesOf(['carton', 1]);
  await race({
    story: 'two callers want the last carton',
    world: () => new World([['carton', 1]]),
    clients: callers('AB', carton),
    judge: servesExactly(1, (served) => [['carton', 1, served]]),
  });
  for (const oneInstance of [true, false]) {
    await race(
      {
        story: 'five callers want one of three cartons each',
        world: () => new World([['carton', 3]]),
        clients: callers('ABCDE', carton),
        oneInstance,
        judge: servesExactly(3, (served) => [['carton', 3, served]]),
      },
      some,
    );
  }
  await race(
    {
      story: "five callers want 2 × 'a', 1 × 'b' each; there are 7 of 'a', 9 of 'b'",
      world: () =>
        new World([
          ['a', 7],
          ['b', 9],
        ]),
      clients: callers('ABCDE', linesOf(['a', 2], ['b', 1])),
      judge: servesExactly(3, (served) => [
        ['a', 7, 2 * served],
        ['b', 9, served],
      ]),
    },
    some,
  );
}

function callers(names: string, lines: ReturnType<typeof linesOf>): Client<string>[] {
  return [...names].map((name) => [name, (on) => on.reserve(`order ${name}`, copyOf(lines), 10 * minutes)]);
}

/** Of those who ask, `most` can be served. One whom the database refused is not served; rule 3 is about that. */
function servesExactly(most: number, levels: (served: number) => Levels) {
  return (outcomes: ReadonlyMap<string, Outcome<string>>, world: World, input: string): void => {
    const all = [...outcomes].map(([name, outcome]) => `${name} ${endOf(outcome)}`).join(', ');
    const odd = [...outcomes.values()].find(
      (one) =>
        !isConflict(one) && !(one.status === 'returned' && ['reserved', 'insufficient'].includes(one.value)),
    );
    if (odd)
      fail({
        message: 'A caller got no answer.',
        input,
        expected: "'reserved' or 'insufficient'",
        actual: all,
      });
    const served = [...outcomes.values()].filter(
      (one) => one.status === 'returned' && one.value === 'reserved',
    ).length;
    const told = `There was enough for ${most} ${most === 1 ? 'caller' : 'callers'}, and 'reserved' was told to ${served}.`;
    if (served > most)
      fail({
        message: told,
        input,
        expected: `${most} served`,
        actual: all,
      });
    world.expectStock(
      levels(served),
      (what) => `${served} of ${outcomes.size} orders are reserved, and ${what}`,
      input,
    );
    const refused = [...outcomes.values()].filter(isConflict).length;
    if (served + refused < most || served === 0)
      fail({
        message: told,
        input,
        expected: `${most} served`,
        actual: all,
      });
  };
}
