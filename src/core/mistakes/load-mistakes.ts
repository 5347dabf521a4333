import type { Exercise } from '../catalog/catalog';
import { languagesOf } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import type { Folder } from '../ports';
import type { Mistake } from './mistake';
import { parseMistake } from './parse-mistake';

/** A mistake with the file that it was read from. */
export interface LoadedMistake extends Mistake {
  /** Path in the pack. */
  readonly file: string;
}

/** Where the mistakes of an exercise lie: `<id>.md`, and for a design of its own the folder `<id>/<language>`. */
export const mistakesFolder = ({ path }: Exercise): string => `${path}/wrong`;

/** All mistakes of an exercise, by id, and what is wrong with their files. */
export async function loadMistakes(
  pack: Folder,
  exercise: Exercise,
): Promise<{ readonly mistakes: readonly LoadedMistake[]; readonly problems: readonly Problem[] }> {
  const folder = mistakesFolder(exercise);
  const entries = await pack.list(folder);
  const names = new Set(entries.map(({ name }) => name));
  const stories = entries.filter(({ name, kind }) => kind === 'file' && name.endsWith('.md'));
  const read = await Promise.all(
    stories.map(async ({ name }) => {
      const file = `${folder}/${name}`;
      const id = name.slice(0, -'.md'.length);
      const { mistake, problems } = parseMistake(id, await pack.read(file));
      const folders = names.has(id) ? (await pack.list(`${folder}/${id}`)).map((entry) => entry.name) : [];
      const flaws = [...problems, ...fitProblems(exercise, mistake, folders)];
      return { mistake: { ...mistake, file }, problems: flaws.map((flaw) => ({ file, ...flaw })) };
    }),
  );
  const lonely = entries.filter(({ name, kind }) => kind === 'folder' && !names.has(`${name}.md`));
  const storyless = lonely.map(({ name }) => ({
    file: `${folder}/${name}`,
    message: `has no story: add ${name}.md beside the folder`,
  }));
  return {
    mistakes: read.map(({ mistake }) => mistake),
    problems: [...read.flatMap(({ problems }) => problems), ...storyless],
  };
}

/** What of a mistake does not fit its exercise: checks that are none, and languages without an edit. */
function fitProblems(exercise: Exercise, { edits, rejectedBy, onlyIn }: Mistake, folders: readonly string[]) {
  const { checks } = exercise.manifest;
  const known = new Set(checks.map(({ id }) => id));
  const unknown = [...new Set(Object.values(rejectedBy).flat())].filter((id) => !known.has(id));
  const tracks = languagesOf(exercise.manifest);
  const lacking = (onlyIn ?? tracks).filter((language) => !edits[language] && !folders.includes(language));
  const trackless = Object.keys(edits).filter((language) => !tracks.some((track) => track === language));
  return [
    ...unknown.map((id) => ({
      line: 1,
      message: `is rejected by "${id}", which is not a check of this exercise`,
    })),
    ...lacking.map((language) => ({
      line: 1,
      message: `has no edit for ${language}: add one, or say "Only in: \`${tracks.find((track) => edits[track]) ?? 'typescript'}\`"`,
    })),
    ...trackless.map((language) => ({
      line: 1,
      message: `has an edit for ${language}, but the exercise has no such track`,
    })),
  ];
}
