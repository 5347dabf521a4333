import { join } from 'node:path';
import { CodealongError } from '../../core/errors';
import type { HistoryStore, Keeper, MomentStore } from '../../core/history/history-store';
import type { Moment } from '../../core/history/moment';
import type { Folder } from '../../core/ports';
import { copiesStore } from './copies-store';
import { gitFinder, type FindGit } from './find-git';
import { gitStore } from './git-store';
import { keepPrivate } from './keep-private';
import { gitName, historyPath } from './places';
import { gitOfMachine } from './run-git';
import { tidyHistory } from './tidy-history';

/** The histories of the folders on this machine. */
export function nodeHistories(): (folder: Folder) => HistoryStore {
  const gitIn = gitOfMachine();
  const findGit = gitFinder(gitIn);
  const tidied = new Set<string>();
  const tidyOnce = async (history: string): Promise<void> => {
    if (tidied.has(history)) return;
    tidied.add(history);
    await tidyHistory(history, gitIn);
  };
  const stores = new Map<string, MomentStore>();
  /** One store for each folder: it knows where branches were. */
  const gitOf = ({ location }: Folder): MomentStore => {
    const store = stores.get(location) ?? gitStore(join(location, historyPath, gitName), gitIn);
    stores.set(location, store);
    return store;
  };
  return (folder) => folderHistory(folder, { git: gitOf(folder), findGit, tidy: tidyOnce });
}

interface Means {
  readonly git: MomentStore;
  readonly findGit: FindGit;
  readonly tidy: (history: string) => Promise<void>;
}

/**
 * The history of a learner's folder on disk: kept by git where git works, else as plain copies. What either kept is told
 * together, so a git that comes or goes takes nothing along.
 */
function folderHistory(folder: Folder, { git, findGit, tidy }: Means): HistoryStore {
  const copies = copiesStore(folder);
  let trouble: string | undefined;

  async function keeper(): Promise<Keeper> {
    const why = trouble ?? (await findGit());
    return why === undefined ? { kind: 'git' } : { kind: 'copies', why };
  }

  /** Lets git do something. Only when it fails the machine is asked for git: one that can't leaves it to the copies from now on. */
  async function byGit<T>(work: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    if (trouble !== undefined) return otherwise();
    try {
      return await work();
    } catch (error) {
      const { kind } = await keeper();
      if (kind === 'git') trouble = `git failed (${firstLine(error)}): plain copies are kept.`;
      return otherwise();
    }
  }

  const save: MomentStore['save'] = async (track, moment) => {
    const tidied = tidy(join(folder.location, historyPath));
    await keepPrivate(folder);
    const id = await byGit(
      () => git.save(track, moment),
      () => copies.save(track, moment),
    );
    await tidied;
    return id;
  };

  return {
    keeper,
    save,
    list: async (track) => {
      const [committed, copied] = await Promise.all([
        byGit<readonly Moment[]>(
          () => git.list(track),
          async () => [],
        ),
        copies.list(track),
      ]);
      return inOrder(committed, copied);
    },
    read: async (track, moment) => {
      try {
        return await (moment.id.endsWith('.json') ? copies : git).read(track, moment);
      } catch (error) {
        throw new CodealongError(
          'unreadable',
          `The history of "${track.id}" can't be read from ${historyPath} in ${folder.location}: ${firstLine(error)}.`,
          { cause: error },
        );
      }
    },
  };
}

/** Two lists as one, by time. Each keeps the order that it has, whatever clocks said. */
function inOrder(one: readonly Moment[], other: readonly Moment[]): readonly Moment[] {
  const merged: Moment[] = [];
  let taken = 0;
  for (const moment of one) {
    const from = taken;
    while ((other[taken]?.at ?? Infinity) < moment.at) taken++;
    merged.push(...other.slice(from, taken), moment);
  }
  return [...merged, ...other.slice(taken)];
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n')[0] ?? '';
}
