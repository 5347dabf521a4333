import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App, Attempt } from '../../src/core/app/app';
import { progressPath } from '../../src/core/progress/progress-file';

/** Paths of the learner's files. */
const [sum, more] = ['pkg/sum/sum.ts', 'pkg/sum/more.ts'];

/** Something that the course does to a learner's folder, and what is there before. */
export interface Operation {
  readonly name: string;
  /** The course was updated meanwhile. */
  readonly withUpdatedPack?: boolean;
  /** The machine has no git, before and after. */
  readonly withoutGit?: boolean;
  /** Makes the folder as it is before, and gives every text that the learner wrote. */
  readonly prepare: (place: Place) => Promise<readonly string[]>;
  readonly run: (app: App, attempt: Attempt) => Promise<unknown>;
}

interface Place {
  readonly app: App;
  readonly attempt: Attempt;
}

/** The learner types. */
async function type({ folder }: Attempt, path: string, text: string): Promise<string> {
  const place = join(folder.location, path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, text);
  return text;
}

/** A check, with all that is written down after its verdict. */
async function checked(app: App, attempt: Attempt): Promise<void> {
  await app.check(attempt);
  await app.close();
}

/** An exercise that was started, attempted once and then changed. */
async function atWork({ app, attempt }: Place): Promise<string[]> {
  await app.start(attempt);
  const first = [await type(attempt, sum, '// first try\n'), await type(attempt, more, '// more of it\n')];
  await checked(app, attempt);
  return [...first, await type(attempt, sum, '// second try\n'), await type(attempt, more, '// even more\n')];
}

async function firstAttempt(app: App, attempt: Attempt): Promise<string> {
  const { moments } = await app.history(attempt);
  const found = moments.find(({ kind }) => kind === 'attempt');
  if (!found) throw new Error('There is no attempt to go back to.');
  return found.id;
}

const resetting: Operation = {
  name: 'resetting',
  prepare: atWork,
  run: (app, attempt) => app.reset(attempt),
};

const restoring: Operation = {
  name: 'restoring an attempt',
  prepare: atWork,
  run: async (app, attempt) => app.restore(attempt, await firstAttempt(app, attempt)),
};

const withoutGit = (operation: Operation): Operation => ({
  ...operation,
  name: `${operation.name}, without git`,
  withoutGit: true,
});

export const operations: readonly Operation[] = [
  {
    name: 'starting an exercise',
    prepare: async ({ attempt }) => [
      await type(attempt, more, '// written before\n'),
      await type(attempt, 'notes.md', 'mine\n'),
    ],
    run: (app, attempt) => app.start(attempt),
  },
  {
    name: 'checking',
    prepare: atWork,
    run: checked,
  },
  { name: 'showing a hint', prepare: atWork, run: (app, { folder, id }) => app.nextHint(folder, id) },
  {
    name: 'setting a corrupt progress file aside',
    prepare: async (place) => [
      ...(await atWork(place)),
      await type(place.attempt, progressPath, '{ "mine": '),
    ],
    run: (app, { folder, id }) => app.nextHint(folder, id),
  },
  resetting,
  withoutGit(resetting),
  restoring,
  withoutGit(restoring),
  {
    name: 'undoing a reset',
    prepare: async (place) => {
      const texts = await atWork(place);
      await place.app.reset(place.attempt);
      return [...texts, await type(place.attempt, sum, '// after the reset\n')];
    },
    run: (app, attempt) => app.undo(attempt),
  },
  {
    name: 'updating to what the course changed',
    withUpdatedPack: true,
    prepare: async (place) => {
      const { app, attempt } = place;
      await app.start(attempt);
      const starter = await attempt.folder.read(sum);
      return [await type(attempt, sum, `${starter}// mine\n`), await type(attempt, more, '// all mine\n')];
    },
    run: (app, attempt) => app.applyUpdate(attempt),
  },
];
