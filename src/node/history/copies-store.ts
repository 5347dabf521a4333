import * as v from 'valibot';
import type { MomentStore } from '../../core/history/history-store';
import { factsIn, factsOf, type TrackName } from '../../core/history/moment';
import type { Folder } from '../../core/ports';
import { historyPath } from './places';

/** The files of a moment. The rest of it is its facts. */
const copy = v.object({ paths: v.array(v.string()), texts: v.array(v.string()) });

/** Keeps each moment as one JSON file with the texts in it, in the learner's folder: for machines without git. */
export function copiesStore(folder: Folder): MomentStore {
  const names = async (track: TrackName): Promise<readonly string[]> =>
    (await folder.list(placeOf(track)))
      .map(({ name }) => name)
      .filter((name) => /^\d+-[\w-]+\.json$/.test(name));

  const textIn = (track: TrackName, name: string): Promise<string> =>
    folder.read(`${placeOf(track)}/${name}`);

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
        (await names(track)).map(async (id) => ({ id, facts: factsIn(await textIn(track, id)) })),
      );
      return copies.flatMap(({ id, facts }) => (facts ? [{ id, ...facts }] : []));
    },
    read: async (track, { id }) => {
      const { paths, texts } = v.parse(copy, JSON.parse(await textIn(track, id)));
      return paths.map((path, index) => ({ path, text: texts[index] ?? '' }));
    },
  };
}

function placeOf({ id, language }: TrackName): string {
  return `${historyPath}/copies/${id}/${language}`;
}
