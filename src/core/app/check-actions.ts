import { withRuleNames } from '../brief/rule-names';
import type { Attempt } from '../catalog/attempt';
import { learnerFiles, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import { attemptKeeper, type KeepAttempt } from '../history/attempts';
import type { PendingMemory } from './memory';
import type { Tell } from '../notice';
import type { Folder, WallClock } from '../ports';
import { withReport, type TrackProgress } from '../progress/progress';
import { stageReached } from '../progress/stage-reached';
import { progressPath } from '../progress/progress-file';
import { rememberingFolder } from '../remembering-folder';
import { requireStarted } from '../scaffold/require-started';
import type { Judge } from '../check/judge';
import type { RunEvent } from '../check/protocol';
import type { CheckReport } from '../check/report';
import { runCheck } from '../check/run-check';

interface CheckOptions {
  readonly signal?: AbortSignal;
  /** Hears what happens while it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** What a learner does with the code that they wrote. */
export interface CheckActions {
  /**
   * Checks the files as they are on disk. A running check of the same attempt ends first, as `superseded`. The report comes at
   * once; what was judged is kept after that, when the code or the verdict is another than at the last attempt. All that this
   * course is asked about the folder from then on takes it into account.
   */
  check(attempt: Attempt, options?: CheckOptions): Promise<CheckReport>;
  /** Gets ready for a check of this attempt, so that it answers at once. */
  prepare(attempt: Attempt): Promise<void>;
  /** Ends every running check and what waits for the next; resolves when their processes and folders are gone, and all is kept. */
  close(): Promise<void>;
}

export interface CheckPorts {
  readonly pack: Folder;
  readonly judges: Record<Language, Judge>;
  readonly clock: WallClock;
  readonly memory: PendingMemory;
  readonly exercise: (id: string) => Promise<Exercise>;
  /** Hears that a check could not be remembered. */
  readonly tell: Tell;
}

/** What is known of an attempt from before. */
interface Remembered {
  readonly keepAttempt: KeepAttempt;
  readonly track: TrackProgress | undefined;
  /** What the brief says; nothing where it can't be read. */
  readonly brief: string;
}

export function checkActions({ pack, judges, clock, memory, exercise, tell }: CheckPorts): CheckActions {
  const running = new Map<
    string,
    { readonly controller: AbortController; readonly over: Promise<unknown> }
  >();

  async function close(): Promise<void> {
    const checks = [...running.values()];
    for (const { controller } of checks) controller.abort('cancelled');
    await Promise.allSettled(checks.map(({ over }) => over));
    await Promise.all([memory.settled(), ...Object.values(judges).map(async (judge) => judge.close?.())]);
  }

  async function check(attempt: Attempt, options: CheckOptions = {}): Promise<CheckReport> {
    const controller = new AbortController();
    const cancel = (): void => controller.abort('cancelled');
    if (options.signal?.aborted) cancel();
    options.signal?.addEventListener('abort', cancel, { once: true });
    const key = JSON.stringify([attempt.folder.location, attempt.id, attempt.language]);
    // What was cancelled before it began takes nobody's place: the newer check may have come first.
    const previous = controller.signal.aborted ? undefined : running.get(key);
    previous?.controller.abort('superseded');
    const over = Promise.resolve(previous?.over).then(() => judged(attempt, options, controller.signal));
    const entry = { controller, over: over.catch(() => undefined) };
    if (!controller.signal.aborted) running.set(key, entry);
    try {
      return await over;
    } finally {
      options.signal?.removeEventListener('abort', cancel);
      if (running.get(key) === entry) running.delete(key);
    }
  }

  async function judged(
    { folder, id, language }: Attempt,
    { onEvent }: CheckOptions,
    signal: AbortSignal,
  ): Promise<CheckReport> {
    const chosen = await exercise(id);
    await requireStarted(folder, chosen, language);
    await memory.progress.peek(folder);
    const solution = rememberingFolder(folder);
    const own = learnerFiles(chosen, language);
    const remember = async (): Promise<Remembered> => {
      const { historyOf, progress } = await memory.settledFor(folder);
      const { exercises } = await progress.peek(folder);
      const keepAttempt = await attemptKeeper(historyOf(folder), { id, language }, solution, own);
      const brief = await pack.read(`${chosen.path}/brief.md`).catch(() => '');
      return { keepAttempt, track: exercises[id]?.tracks[language], brief };
    };
    let remembered: Promise<Remembered> | undefined;
    const getReady = () => (remembered ??= remember());
    // The solution is at work from the first event on, and nothing else is left for us to do.
    const hear = (event: RunEvent): void => {
      void getReady();
      onEvent?.(event);
    };
    const request = { exercise: chosen, language, pack, solution, signal, onEvent: hear };
    const judgement = await runCheck(judges[language], request, clock.now);
    const { keepAttempt, track, brief } = await getReady();
    const named = withRuleNames(judgement, chosen.manifest.checks, brief, language);
    const reached = stageReached(named, track);
    const report: CheckReport = {
      ...named,
      ...(track?.passed !== undefined && { passedBefore: track.passed }),
      ...(reached && { reached }),
    };
    if (signal.aborted) return report;
    const at = clock.now();
    memory.later(folder, async ({ progress, historyOf }) => {
      const { location } = folder;
      await Promise.all([
        keepAttempt(historyOf(folder), report, at).catch((error: unknown) => {
          tell({ message: `This attempt could not be kept in the history: ${wordsOf(error)}`, location });
        }),
        progress
          .update(folder, (before) => withReport(before, report, language, at))
          .catch((error: unknown) => {
            tell({
              message: `Your progress was not written: ${wordsOf(error)}`,
              path: progressPath,
              location,
            });
          }),
      ]);
    });
    return report;
  }

  async function prepare({ folder, id, language }: Attempt): Promise<void> {
    judges[language].prepare?.({ exercise: await exercise(id), pack, solution: folder });
  }

  return { check, prepare, close };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
