import type { CheckReport } from '../check/report';
import type { Folder } from '../ports';
import type { TextFile } from '../text-file';
import type { MomentStore } from './history-store';
import type { AttemptOutcome, TrackName } from './moment';
import { filesIn, sameFiles } from './their-files';

interface LastAttempt {
  readonly files: readonly TextFile[];
  readonly outcome: AttemptOutcome | undefined;
}

/** Keeps what was judged. Rejects when that failed. */
export type KeepAttempt = (history: MomentStore, report: CheckReport, at: number) => Promise<void>;

/**
 * Gets ready to keep an attempt while it is still being judged: takes the files, and looks up the attempt before. Code that
 * did not change and got the same verdict is not a new attempt. Never rejects. `judged` is the folder that is judged, which answers as
 * it did to the judge, `own` names the learner's own files there.
 */
export async function attemptKeeper(
  earlier: MomentStore,
  track: TrackName,
  judged: Folder,
  own: readonly string[],
): Promise<KeepAttempt> {
  const last = lastAttempt(earlier, track).catch(() => undefined);
  const taken = readable(judged, own).then((paths) => filesIn(judged, paths));
  await taken.catch(() => undefined);
  return async (history, report, at) => {
    const files = await taken;
    const outcome = outcomeOf(report);
    if (files.length > 0 && isNew(await last, files, outcome))
      await history.save(track, { kind: 'attempt', at, outcome, files });
  };
}

async function readable(judged: Folder, own: readonly string[]): Promise<readonly string[]> {
  const kinds = await Promise.all(own.map((path) => judged.kind(path)));
  return own.filter((_, index) => kinds[index] === 'file');
}

async function lastAttempt(history: MomentStore, track: TrackName): Promise<LastAttempt | undefined> {
  const last = (await history.list(track)).findLast(({ kind }) => kind === 'attempt');
  return last && { files: await history.read(track, last), outcome: last.outcome };
}

function isNew(last: LastAttempt | undefined, files: readonly TextFile[], outcome: AttemptOutcome): boolean {
  return last?.outcome?.verdict !== outcome.verdict || !sameFiles(last.files, files);
}

function outcomeOf({ verdict, checks }: CheckReport): AttemptOutcome {
  const passed = checks.filter(({ status }) => status === 'passed').length;
  return { verdict, passed, total: checks.length };
}
