import type { Notice, Tell } from '../notice';
import type { Folder, WallClock } from '../ports';
import type { Progress } from './progress';
import { progressPath, readProgress, updateProgress } from './progress-file';

/** The progress in learners' folders. Refusals are those of the progress file. */
export interface ProgressKeeper {
  /** The progress, to be shown. When the file is corrupt there is none, and the learner hears it. */
  read(folder: Folder): Promise<Progress>;
  /** The progress before an update that follows, and that will tell of a corrupt file itself. */
  peek(folder: Folder): Promise<Progress>;
  /** Changes it. A corrupt file is set aside first, and the learner hears it. */
  update(folder: Folder, change: (progress: Progress) => Progress): Promise<void>;
}

export function progressKeeper(clock: WallClock, tell: Tell): ProgressKeeper {
  return {
    read: async (folder) => {
      const { progress, isCorrupt } = await readProgress(folder);
      if (isCorrupt) tell(corrupt(folder.location));
      return progress;
    },
    peek: async (folder) => (await readProgress(folder)).progress,
    update: async (folder, change) => {
      const { setAside } = await updateProgress(folder, clock.now(), change);
      if (setAside !== undefined) tell(wasSetAside(folder.location, setAside));
    },
  };
}

const subject = 'a corrupt progress file';

function corrupt(location: string): Notice {
  const message =
    `${progressPath} in ${location} can't be understood, so your progress starts from nothing. ` +
    `Your code is as it was. Fix the file, or go on: it will be kept under another name.`;
  return { message, path: progressPath, location, subject };
}

function wasSetAside(location: string, path: string): Notice {
  const message =
    `${progressPath} in ${location} could not be understood, so your progress starts over. ` +
    `What it held is in ${path}: fix that and move it back to ${progressPath}, or delete it.`;
  return { message, path, location, subject };
}
