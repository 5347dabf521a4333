import type { CheckReport } from '../check/report';
import type { Folder } from '../ports';
import type { Template } from '../scaffold/template';
import type { HistoryStore } from './history-store';
import type { Outcome, TrackName } from './moment';
import { filesIn, sameFiles } from './their-files';

interface LastAttempt {
  readonly files: readonly Template[];
  readonly outcome: Outcome | undefined;
}

/** Keeps what was judged and gives a note for the report when that failed. Never rejects. */
export type KeepAttempt = (
  report: CheckReport,
  judged: Folder,
  own: readonly string[],
  at: number,
) => Promise<string | undefined>;

/**
 * Gets ready to keep an attempt while it is still being judged: looks up the one before. Code that did not change and got the
 * same verdict is no new attempt.
 */
export function attemptKeeper(history: HistoryStore, track: TrackName): KeepAttempt {
  const last = lastAttempt(history, track).catch(() => undefined);
  return async (report, judged, own, at) => {
    try {
      const kinds = await Promise.all(own.map((path) => judged.kind(path)));
      const files = await filesIn(
        judged,
        own.filter((_, index) => kinds[index] === 'file'),
      );
      const outcome = outcomeOf(report);
      if (files.length > 0 && isNew(await last, files, outcome))
        await history.save(track, { kind: 'attempt', at, outcome, files });
      return undefined;
    } catch (error) {
      return `This attempt could not be kept in the history: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
}

async function lastAttempt(history: HistoryStore, track: TrackName): Promise<LastAttempt | undefined> {
  const last = (await history.list(track)).findLast(({ kind }) => kind === 'attempt');
  return last && { files: await history.read(track, last), outcome: last.outcome };
}

function isNew(last: LastAttempt | undefined, files: readonly Template[], outcome: Outcome): boolean {
  return last?.outcome?.verdict !== outcome.verdict || !sameFiles(last.files, files);
}

function outcomeOf({ verdict, checks }: CheckReport): Outcome {
  const passed = checks.filter(({ status }) => status === 'passed').length;
  return { verdict, passed, total: checks.length };
}
