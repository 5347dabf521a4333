import type { Attempt } from '../catalog/attempt';
import { learnerFiles, type Exercise } from '../catalog/catalog';
import type { Folder, WallClock } from '../ports';
import { withReset } from '../progress/progress';
import type { ProgressKeeper } from '../progress/progress-keeper';
import { requireStarted } from '../scaffold/require-started';
import type { TextFile } from '../text-file';
import { applyUpdate, type UpdateReport } from './apply-update';
import type { HistoryStore, Keeper } from './history-store';
import type { Moment } from './moment';
import type { Overwritten, WriteTarget } from './overwrite';
import { momentOf, restore, undo, type RestoreReport } from './restore';
import { planUpdate, type FileUpdate, type UpdatePlan } from './updates';

/** What is kept of an exercise in one language. */
export interface History {
  /** The oldest first. */
  readonly moments: readonly Moment[];
  readonly keeper: Keeper;
}

/** What a learner can do with what was kept. All that writes keeps what was there first, or writes nothing. */
export interface HistoryActions {
  history(attempt: Attempt): Promise<History>;
  /** The files of a moment. Refused with `no-moment`. */
  moment(attempt: Attempt, id: string): Promise<readonly TextFile[]>;
  /** Puts the learner's files back to a moment. Refused with `no-moment`. */
  restore(attempt: Attempt, id: string): Promise<RestoreReport>;
  /**
   * Takes the last reset, restore, undo or update back. Refused with `no-moment` when there was none. With the `kept` of a
   * report, it is refused with `changed-since` when that report is not of the last one.
   */
  undo(attempt: Attempt, kept?: Moment['id']): Promise<RestoreReport>;
  /** What the course changed since the learner's files were made from it, file by file. Refused with `not-started`. */
  updates(attempt: Attempt): Promise<readonly FileUpdate[]>;
  /** Merges what `updates` tells into the learner's files. */
  applyUpdate(attempt: Attempt): Promise<UpdateReport>;
}

export interface HistoryPorts {
  readonly pack: Folder;
  readonly clock: WallClock;
  readonly progress: ProgressKeeper;
  readonly exercise: (id: string) => Promise<Exercise>;
  readonly historyOf: (folder: Folder) => HistoryStore;
}

/** Where a write of ours over an attempt's files goes. Refused when the exercise or its track is not in the course. */
export async function writeTarget(
  { clock, exercise, historyOf }: HistoryPorts,
  { folder, id, language }: Attempt,
): Promise<WriteTarget> {
  const own = learnerFiles(await exercise(id), language);
  return { folder, history: historyOf(folder), track: { id, language }, own, now: clock.now };
}

export function historyActions(ports: HistoryPorts): HistoryActions {
  const target = (attempt: Attempt): Promise<WriteTarget> => writeTarget(ports, attempt);

  async function plan(attempt: Attempt): Promise<UpdatePlan> {
    const { folder, history, track } = await target(attempt);
    const exercise = await ports.exercise(track.id);
    await requireStarted(folder, exercise, track.language);
    return planUpdate({ pack: ports.pack, folder, history, track, exercise });
  }

  /** Does a write of ours. The last verdict spoke of code that is gone then. */
  async function write<Report extends Overwritten>(
    attempt: Attempt,
    work: (target: WriteTarget) => Promise<Report>,
  ): Promise<Report> {
    const { folder, id, language } = attempt;
    const place = await target(attempt);
    await ports.progress.peek(folder);
    const report = await work(place);
    if (report.changed.length > 0)
      await ports.progress.update(folder, (before) => withReset(before, id, language, ports.clock.now()));
    return report;
  }

  return {
    history: async (attempt) => {
      const { history, track } = await target(attempt);
      const moments = await history.list(track);
      return { moments, keeper: await history.keeper() };
    },
    moment: async (attempt, id) => {
      const place = await target(attempt);
      return place.history.read(place.track, await momentOf(place, id));
    },
    restore: (attempt, id) => write(attempt, async (place) => restore(place, await momentOf(place, id))),
    undo: (attempt, kept) => write(attempt, (place) => undo(place, kept)),
    updates: async (attempt) => (await plan(attempt)).files,
    applyUpdate: (attempt) => write(attempt, async (place) => applyUpdate(place, await plan(attempt))),
  };
}
