import { paid, placed, save, World } from './support';

const probe = 'probe';

/**
 * Names that would make this very store mix up its keys. A key in which the probe's name stands is a shape, such as
 * `stream:probe:2`; a name is dangerous when it turns one shape into a key that is already there.
 */
export async function collidingNames(): Promise<string[]> {
  const world = new World();
  const store = world.open();
  await save(store, probe, [placed('probe-event-1'), paid('probe-event-2')], 0);
  await save(store, probe, [paid('probe-event-3')], 2);
  const keys = Object.keys(world.server.dump());
  const names = keys
    .flatMap(shapesOf)
    .flatMap(([start, end]) =>
      keys
        .filter((key) => key.length > start.length + end.length && key.startsWith(start) && key.endsWith(end))
        .map((key) => key.slice(start.length, key.length - end.length)),
    );
  return [...new Set(names)].filter((name) => name !== probe).sort();
}

/** What stands before and after the probe's name, for each place where it stands as a name of its own. */
function shapesOf(key: string): [string, string][] {
  const shapes: [string, string][] = [];
  for (let at = key.indexOf(probe); at >= 0; at = key.indexOf(probe, at + 1)) {
    if (!key.startsWith(`${probe}-event`, at)) shapes.push([key.slice(0, at), key.slice(at + probe.length)]);
  }
  return shapes;
}
