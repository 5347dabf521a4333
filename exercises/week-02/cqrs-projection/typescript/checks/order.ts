import { equal, ok, show, succeeds } from 'codealong/checkkit';
import { boardOf, modelOf, type Order } from './board';
import { listOf, moves, rowText, sameRows } from './expect';
import { World, type Runner } from './world';

const ids = [
  '__proto__',
  'constructor',
  ' a',
  'a',
  'A',
  'a:b',
  '["a"]',
  'a/b',
  'rows',
  'shop-10',
  'shop-9',
  '%25',
];

export async function appliesInOrder(): Promise<void> {
  await emptyLog();
  await pages();
  await changedResults();
  await anyIds();
  await anyRows();
  await otherProjections();
}

async function emptyLog(): Promise<void> {
  const runner = new World().runner();
  const input = 'an empty log';
  sameRows(await listOf(runner, input), new Map(), {
    message: 'Before the first event there are no rows.',
    input,
  });
  await moves(runner, undefined, 0, { message: 'There is nothing to do in an empty log.', input });
  sameRows(await listOf(runner, input), new Map(), { message: 'An empty log makes no rows.', input });
  const row = await succeeds(() => runner.get('shop-1'), { message: 'get rejects.', input });
  equal(row, null, { message: 'get of an unknown row must resolve to null.', input });
}

async function pages(): Promise<void> {
  const world = new World(25);
  const runner = world.runner();
  await allMoves(world, runner, 7, [7, 7, 7, 4, 0], 0);
  ok(world.log.asked <= 7, {
    message: 'runOnce asks the log for more events than limit.',
    input: 'runOnce(7)',
    expected: 'readAll with a limit of at most 7',
    actual: `readAll with a limit of ${world.log.asked}`,
  });
  world.log.addMany(101);
  await allMoves(world, runner, undefined, [100, 1, 0], 25);
  world.log.addMany(14);
  await allMoves(world, world.runner(), 13, [13, 1, 0], 126);
  await allMoves(world, runner, 13, [0], 140);
}

/** One `runOnce` after the other, and the rows after each, as another instance sees them. */
async function allMoves(
  world: World,
  runner: Runner,
  limit: number | undefined,
  all: readonly number[],
  from: number,
): Promise<void> {
  let reached = from;
  for (const moved of all) {
    const input = `${world.log.all.length} events in the log, ${reached} of them applied; runOnce(${limit ?? ''})`;
    await moves(runner, limit, moved, {
      message: 'runOnce does not tell by how many positions the checkpoint moved.',
      input,
    });
    reached += moved;
    const { rows } = modelOf(world.log.all.slice(0, reached));
    const message = `After ${reached} events the rows are not what these events make.`;
    sameRows(await listOf(world.runner(), input), rows, { message, input });
    const row = await succeeds(() => runner.get('shop-2'), { message: 'get rejects.', input });
    const expected = rowText(rows.get('shop-2'));
    ok(rowText(row) === expected, {
      message,
      input: `${input}, then get('shop-2')`,
      expected,
      actual: rowText(row),
    });
  }
}

async function changedResults(): Promise<void> {
  const world = new World(3);
  const runner = world.runner();
  const input = 'three events are applied; the caller changes what list and get resolve to';
  await moves(runner, undefined, 3, { message: 'Three events are applied.', input });
  for (const { row } of await listOf(runner, input)) row.counted.push(99);
  (await runner.get('shop-2'))?.counted.push(99);
  world.log.addMany(12);
  await moves(runner, undefined, 12, { message: 'Twelve more events are applied.', input });
  sameRows(await listOf(runner, input), modelOf(world.log.all).rows, {
    message: 'Whoever changes a result changes the read model.',
    input,
  });
}

async function anyIds(): Promise<void> {
  const world = new World();
  for (const shop of [...ids, ...ids]) world.log.add({ shop });
  const input = `two events for each of the rows ${ids.map(show).join(' ')}`;
  await moves(world.runner(), 13, 13, { message: 'Thirteen events are applied.', input });
  await moves(world.runner(), 13, 11, { message: 'Eleven more events are applied.', input });
  const { rows } = modelOf(world.log.all);
  const told = { message: 'Ids of rows are any text, and different ones never share a row.', input };
  sameRows(await listOf(world.runner(), input), rows, told);
  for (const id of ids) {
    const actual = rowText(await world.runner().get(id));
    ok(actual === rowText(rows.get(id)), {
      ...told,
      expected: `${show(id)}: ${rowText(rows.get(id))}`,
      actual,
    });
  }
}

async function otherProjections(): Promise<void> {
  const world = new World(8);
  const names = ['board', 'board:1', 'board:0', 'Board', ' board', 'board:rows', '__proto__', 'rows'];
  const boards = names.map((name) => boardOf({ name, code: `code of ${name}` }));
  const input = `projections named ${names.map(show).join(' ')} over one database and one log`;
  for (const [at, board] of boards.entries())
    await moves(world.runner({}, board), at + 1, at + 1, {
      message: `The checkpoint of projection ${show(board.name)} is not its own.`,
      input,
    });
  for (const [at, board] of boards.entries())
    sameRows(
      await listOf(world.runner({}, board), input),
      modelOf(world.log.all.slice(0, at + 1), board).rows,
      {
        message: `The rows of projection ${show(board.name)} are not its own.`,
        input,
      },
    );
}

/** Rows that are nothing to an `if`. */
async function anyRows(): Promise<void> {
  const world = new World();
  const first: Record<string, unknown> = { zero: 0, empty: '', no: false };
  for (const shop of [...Object.keys(first), ...Object.keys(first)]) world.log.add({ shop });
  const runner = world.runnerOf<unknown>({
    name: 'any rows',
    rowId: ({ data }) => (data as Order).shop,
    apply: (row, { data }) => (row === null ? first[(data as Order).shop ?? ''] : [row]),
  });
  const message = "A row is any data but null, also 0, '' and false.";
  for (const round of ['first', 'second']) {
    const input = `apply makes the rows 0, '' and false, then [0], [''] and [false]; runOnce(3) for the ${round} time`;
    await succeeds(() => runner.runOnce(3), { message: 'runOnce rejects.', input });
    for (const [id, row] of Object.entries(first))
      equal(await runner.get(id), round === 'first' ? row : [row], {
        message,
        input: `${input}; get(${show(id)})`,
      });
  }
}
