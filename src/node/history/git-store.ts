import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MomentStore } from '../../core/history/history-store';
import {
  factsIn,
  factsOf,
  precedesWrite,
  type Moment,
  type NewMoment,
  type TrackName,
} from '../../core/history/moment';
import type { TextFile } from '../../core/text-file';
import { contentsIn } from './batch';
import { commitStream } from './commit-stream';
import { exists, makeGitDirectory } from './git-directory';
import type { GitIn } from './run-git';

/** Milliseconds after which the lock of a branch is what a killed git left: one holds it for a few of them. */
const staleLockMs = 10_000;

/** What a branch held when we last looked or wrote. */
interface Known {
  readonly tip: string | undefined;
  readonly moments: readonly Moment[];
}

/**
 * Keeps moments as commits in a git directory of its own: a branch for each track, a commit for each moment. Git is not asked
 * again about a branch that is where it was, nor for the files of the moment that was last kept or read.
 */
export function gitStore(directory: string, gitIn: GitIn): MomentStore {
  const git = gitIn(directory);
  const known = new Map<string, Known>();
  const latest = new Map<string, { readonly id: string; readonly files: readonly TextFile[] }>();

  async function tipOf(branch: string): Promise<string | undefined> {
    const printed = await git(['for-each-ref', '--format=%(objectname)', branch]);
    return printed.trim() || undefined;
  }

  /** Whether the ref is still at this commit, as far as its file tells: git packs refs into another one now and then. */
  async function isStillAt(branch: string, tip: string | undefined): Promise<boolean> {
    const found = await readFile(join(directory, branch), 'utf8').catch(() => undefined);
    return found !== undefined && found.trim() === tip;
  }

  return {
    save: async (track, moment) => {
      await makeGitDirectory(directory, gitIn);
      const branch = branchOf(track);
      // A guess, which git verifies.
      let parent = known.get(branch)?.tip ?? (await tipOf(branch));
      // Each failure with another tip is somebody else's success, so this ends.
      for (;;) {
        try {
          const importing = [...durability(moment), 'fast-import', '--quiet'];
          const id = (await git(importing, commitStream(branch, parent, moment))).trim();
          const before = known.get(branch);
          known.delete(branch);
          if (before && before.tip === parent)
            known.set(branch, { tip: id, moments: [...before.moments, { id, ...factsOf(moment) }] });
          latest.set(branch, { id, files: moment.files });
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
      const seen = known.get(branch);
      if (seen && (await isStillAt(branch, seen.tip))) return seen.moments;
      const format = ['--encoding=UTF-8', '-z', '--format=%H%n%b'];
      // No branch yet is not an error: nothing was kept of the track so far.
      const log = await git(['log', '--first-parent', '--ignore-missing', ...format, branch, '--']);
      const moments = momentsIn(log).reverse();
      known.set(branch, { tip: log.split('\n', 1)[0] || undefined, moments });
      return moments;
    },
    read: async (track, { id, paths }) => {
      if (paths.length === 0) return [];
      const branch = branchOf(track);
      const kept = latest.get(branch);
      const found = kept?.id === id ? paths.flatMap((path) => fileAt(path, kept.files)) : [];
      if (found.length === paths.length) return found;
      const wanted = paths.map((path) => `${id}:${path}\n`).join('');
      const texts = contentsIn(await git(['cat-file', '--batch'], wanted));
      const files = paths.map((path, index) => ({ path, text: texts[index] ?? '' }));
      latest.set(branch, { id, files });
      return files;
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

function fileAt(path: string, files: readonly TextFile[]): readonly TextFile[] {
  return files.filter((file) => file.path === path);
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
