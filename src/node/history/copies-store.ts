import * as v from 'valibot';
import type { MomentStore } from '../../core/history/history-store';
import { factsOf, momentFacts, type Moment, type TrackName } from '../../core/history/moment';
import type { Folder } from '../../core/ports';
import { historyPath } from './places';

const copy = v.object({ ...momentFacts.entries, texts: v.array(v.string()) });

/** Keeps each moment as one JSON file with the texts in it, in the learner's folder: for machines without git. */
export function copiesStore(folder: Folder): MomentStore {
  const names = async (track: TrackName): Promise<readonly string[]> =>
    (await folder.list(placeOf(track)))
      .map(({ name }) => name)
      .filter((name) => /^\d+-[\w-]+\.json$/.test(name));

  async function copyIn(track: TrackName, name: string): Promise<v.InferOutput<typeof copy> | undefined> {
    const result = v.safeParse(copy, parsed(await folder.read(`${placeOf(track)}/${name}`)));
    return result.success ? result.output : undefined;
  }

  return {
    save: async (track, moment) => {
      const last = (await names(track)).at(-1);
      const number = last === undefined ? 1 : Number.parseInt(last, 10) + 1;
      // Whoever saves at the same time takes the same number and another name.
      const name = `${String(number).padStart(6, '0')}-${globalThis.crypto.randomUUID()}.json`;
      const texts = moment.files.map(({ text }) => text);
      await folder.write(
        `${placeOf(track)}/${name}`,
        `${JSON.stringify({ ...factsOf(moment), texts }, null, 2)}\n`,
      );
      return name;
    },
    list: async (track) => {
      const copies = await Promise.all(
        (await names(track)).map(async (name) => ({ name, found: await copyIn(track, name) })),
      );
      return copies.flatMap(({ name, found }): Moment[] => {
        if (!found) return [];
        const { kind, at, outcome, paths } = found;
        return [{ id: name, kind, at, paths, ...(outcome && { outcome }) }];
      });
    },
    read: async (track, { id }) => {
      const found = await copyIn(track, id);
      if (!found) throw new Error(`${placeOf(track)}/${id} can't be understood`);
      return found.paths.map((path, index) => ({ path, text: found.texts[index] ?? '' }));
    },
  };
}

function placeOf({ id, language }: TrackName): string {
  return `${historyPath}/copies/${id}/${language}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
