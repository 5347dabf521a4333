import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MomentStore } from '../../core/history/history-store';
import {
  factsIn,
  precedesWrite,
  type Moment,
  type NewMoment,
  type TrackName,
} from '../../core/history/moment';
import { contentsIn } from './batch';
import { commitStream } from './commit-stream';
import { exists, makeGitDirectory } from './git-directory';
import { gitIn } from './run-git';

/** Milliseconds after which the lock of a branch is what a killed git left: one holds it for a few of them. */
const staleLockMs = 10_000;

/** Keeps moments as commits in a git directory of its own: a branch for each track, a commit for each moment. */
export function gitStore(directory: string): MomentStore {
  const git = gitIn(directory);
  /** Where branches were when we last looked: a guess, which git verifies. */
  const tips = new Map<string, string | undefined>();

  async function tipOf(branch: string): Promise<string | undefined> {
    const printed = await git(['for-each-ref', '--format=%(objectname)', branch]);
    const tip = printed.trim() || undefined;
    tips.set(branch, tip);
    return tip;
  }

  return {
    save: async (track, moment) => {
      await makeGitDirectory(directory);
      const branch = branchOf(track);
      let parent = tips.has(branch) ? tips.get(branch) : await tipOf(branch);
      // Each failure with another tip is somebody else's success, so this ends.
      for (;;) {
        try {
          const importing = [...durability(moment), 'fast-import', '--quiet'];
          const id = (await git(importing, commitStream(branch, parent, moment))).trim();
          tips.set(branch, id);
          return id;
        } catch (error) {
          const tip = await tipOf(branch);
          if (tip === parent && !(await freed(join(directory, `${branch}.lock`)))) throw error;
          parent = tip;
        }
      }
    },
    list: async (track) => {
      if (!(await exists(directory))) return [];
      const branch = branchOf(track);
      const format = ['--encoding=UTF-8', '-z', '--format=%H%n%b'];
      // No branch yet is no error: nothing was kept of the track so far.
      const log = await git(['log', '--first-parent', '--ignore-missing', ...format, branch, '--']);
      tips.set(branch, log.split('\n', 1)[0] || undefined);
      return momentsIn(log).reverse();
    },
    read: async (_track, { id, paths }) => {
      if (paths.length === 0) return [];
      const wanted = paths.map((path) => `${id}:${path}\n`).join('');
      const texts = contentsIn(await git(['cat-file', '--batch'], wanted));
      return paths.map((path, index) => ({ path, text: texts[index] ?? '' }));
    },
  };
}

/**
 * What was there before a write of ours must outlive a power failure, as that write does. What was judged is still on disk as
 * the learner's own file, so a check does not wait for the disk.
 */
function durability(moment: NewMoment): readonly string[] {
  return precedesWrite(moment) ? ['-c', 'core.fsync=committed'] : [];
}

function branchOf({ id, language }: TrackName): string {
  return `refs/heads/${id}/${language}`;
}

/** The moments that a log tells of, in its order. What a later version wrote, or somebody else, is passed over. */
function momentsIn(log: string): Moment[] {
  return log.split('\0').flatMap((entry) => {
    const [id = '', ...message] = entry.split('\n');
    const facts = factsIn(message.join('\n'));
    return facts ? [{ id, ...facts }] : [];
  });
}

/** Takes a lock away that a killed git left. Tells whether it did. */
async function freed(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(() => undefined);
  if (!found || Date.now() - found.mtimeMs < staleLockMs) return false;
  await rm(lock, { force: true });
  return true;
}
