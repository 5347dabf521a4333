import { fail, Process, settle, show, watch, type Gate, type Watched } from 'codealong/checkkit';
import { boardOf, modelOf, type Code, type Row } from './board';
import { drain, listOf, sameRows } from './expect';
import { everyDeath } from './faults';
import { many, rebuild, shows } from './rebuild';
import { World } from './world';

interface View {
  rows: { id: string; row: Row }[];
  parked: readonly number[];
}

const repaired = { code: 'v2', prefix: 'new-', repaired: true };
const third = { code: 'v3', prefix: 'other-', repaired: true };

/** A live model of old code over this many events, one of them parked. */
async function liveWorld(count: number): Promise<World> {
  const world = new World(2);
  world.log.add({ shop: 'shop-2', poison: 'apply' }, 'order-2');
  world.log.addMany(count - 3);
  await drain(world.runner(), undefined, 'runOnce');
  return world;
}

/** A reader looks before and after each call of a rebuild: the old model, complete, then the new one, complete. */
export async function readersSeeOneModel(): Promise<void> {
  const world = await liveWorld(16);
  const views: Watched<View>[] = [];
  const reader = world.runner();
  const look = async (): Promise<void> => {
    if (views.at(-1)?.state !== 'pending') views.push(watch(viewOf(reader)));
    await settle();
  };
  const gate: Gate = { before: look, after: look };
  const input =
    '16 events, one of them parked; rebuild with repaired code, while another instance reads between any two calls of it';
  const ending = watch(world.runner(gate, boardOf(repaired)).rebuild());
  for (let turns = 0; ending.state === 'pending' && turns < 5_000; turns++) await settle();
  if (ending.state === 'pending') fail({ message: 'The rebuild never ends.', input });
  if (ending.state === 'rejected') throw ending.error;
  let isNew = false;
  for (const { state, value, error } of views) {
    if (state === 'rejected') throw error;
    if (!value) fail({ message: 'A reader waits forever.', input });
    isNew = oneModel(world, value, isNew, input);
  }
  const message = 'After the rebuild readers must see the new model.';
  await shows(world, 16, message, input, repaired);
  if (!oneModel(world, await viewOf(reader), isNew, input))
    fail({ message, input: `${input}; then the same instance calls list` });
}

async function viewOf(reader: ReturnType<World['runner']>): Promise<View> {
  const rows = await reader.list();
  const parked = (await reader.parked()).map(({ position }) => position);
  return { rows, parked };
}

/** Tells whether the view is of the new model. Between list and parked the swap may take place. */
function oneModel(world: World, { rows, parked }: View, wasNew: boolean, input: string): boolean {
  const [old, young] = [modelOf(world.log.all), modelOf(world.log.all, boardOf(repaired))];
  const isNew = rows.some(({ row }) => row.code === repaired.code);
  if (wasNew && !isNew) fail({ message: 'Readers saw the new model, and then the old one again.', input });
  sameRows(rows, (isNew ? young : old).rows, {
    message: rows.length === 0 ? 'Readers see nothing.' : 'Readers see a model that is half rebuilt.',
    input,
  });
  const wanted = [old, young].map((model) => model.parked.map(({ position }) => position));
  const fits = isNew ? [wanted[1]] : wanted;
  if (!fits.some((one) => show(one) === show(parked)))
    fail({
      message: 'Readers see parked events that are not those of the model.',
      input,
      expected: `parked positions ${show(fits[0])}`,
      actual: `parked positions ${show(parked)}`,
    });
  return isNew;
}

/** The process dies at each call of a rebuild. Readers see one model, and the next rebuild has nothing of the dead one. */
export async function deadRebuildsLeaveNoTrace(): Promise<void> {
  await everyDeath((process) => diesAndBeginsAgain(4, process, [third, repaired]));
}

async function diesAndBeginsAgain(count: number, process: Process, codes: readonly Code[]): Promise<void> {
  const world = await liveWorld(count);
  await process.run(() => world.runner(process, boardOf(repaired)).rebuild());
  const input = `${count} events; rebuild with repaired code, ${process.story}`;
  oneModel(world, await viewOf(world.runner()), false, input);
  for (const code of codes) {
    await rebuild(world, input, code);
    const next = `${input}; then a rebuild with code that marks its rows ${code.code}`;
    await shows(world, count, 'A rebuild that died leaves traces in the next one.', next, code);
  }
}

/** The same over two pages: the process dies in the first one, and in the second. */
export async function deadRebuildsOfManyPages(): Promise<void> {
  let calls = 0;
  const counting: Gate = { before: () => void calls++ };
  await (await liveWorld(many)).runner(counting, boardOf(repaired)).rebuild();
  for (const part of [0.3, 0.95]) {
    const process = new Process('crash', { step: Math.floor(calls * part), moment: 'after' });
    await diesAndBeginsAgain(many, process, [third]);
  }
}
