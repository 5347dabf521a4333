import type { Attempt } from './attempt';
import { exerciseOf, learnerFiles, type Catalog, type Exercise } from './catalog/catalog';
import type { Language } from './catalog/manifest';
import type { Judge } from './check/judge';
import type { RunEvent } from './check/protocol';
import { runCheck } from './check/run-check';
import type { CheckReport } from './check/report';
import { CodealongError } from './errors';
import { guideSections, type Section } from './guides/guide';
import { hintLadder, type HintText } from './hints/ladder';
import { attemptKeeper } from './history/attempts';
import { historyActions, targetOf, type HistoryActions } from './history/history-actions';
import type { HistoryStore } from './history/history-store';
import { baseOf, rebase } from './history/starter-base';
import type { CaseRunner } from './mine/case-runner';
import { mineActions, type MineActions } from './mine/mine-actions';
import type { Folder, WallClock } from './ports';
import { isSolved, withHints, withReport, withReset, withStart, type Progress } from './progress/progress';
import { progressKeeper, type Notice } from './progress/progress-keeper';
import { rememberingFolder } from './remembering-folder';
import { resetToStarter, type ResetReport } from './scaffold/reset';
import { requireStarted } from './scaffold/require-started';
import { filesOf, scaffold, starterFiles, templatesOf, type ScaffoldReport } from './scaffold/scaffold';
import type { Template } from './scaffold/template';

/** What the course needs from the world around it. */
export interface AppPorts {
  readonly pack: Folder;
  /** Reads what the pack holds. */
  readonly readCatalog: () => Promise<Catalog>;
  readonly judges: Record<Language, Judge>;
  readonly caseRunners: Record<Language, CaseRunner>;
  readonly clock: WallClock;
  /** The history of a learner's folder. */
  readonly historyOf: (folder: Folder) => HistoryStore;
  /** Hears what the learner should know although what they asked for goes on. */
  readonly onNotice?: (notice: Notice) => void;
}

export type { Attempt };

export interface CheckOptions {
  readonly signal?: AbortSignal;
  /** Hears what happens while it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}

/**
 * The course, without any editor or terminal: what both of them do. Refusals are `CodealongError`. Whatever would record
 * progress is refused before it does anything when the progress file is of a later version, or no file that can be read.
 */
export interface App extends HistoryActions, MineActions {
  /** The pack as it was read first. */
  catalog(): Promise<Catalog>;
  /** Reads the pack anew at the next use. */
  reload(): void;
  exercise(id: string): Promise<Exercise>;
  sections(): Promise<ReadonlyMap<string, Section>>;
  /** A text of the pack, by its path there. */
  packText(path: string): Promise<string>;
  progress(folder: Folder): Promise<Progress>;
  start(attempt: Attempt): Promise<ScaffoldReport>;
  /**
   * Checks the files as they are on disk, and keeps what was judged when the code or the verdict is another than at the last
   * attempt. A running check of the same attempt ends first, as `superseded`.
   */
  check(attempt: Attempt, options?: CheckOptions): Promise<CheckReport>;
  /** Gets ready for a check in this language, so that it answers at once. */
  prepare(language: Language): void;
  /** Ends every running check and what waits for the next; resolves when their processes and folders are gone. */
  close(): Promise<void>;
  /** Shows one more hint. Refused with `no-hints-left` after the last. */
  nextHint(folder: Folder, id: string): Promise<HintText>;
  /** The hints shown so far. */
  shownHints(folder: Folder, id: string): Promise<readonly HintText[]>;
  /** Puts the learner's files back to the starter; `undo` takes it back. */
  reset(attempt: Attempt): Promise<ResetReport>;
  /** The starter's files, as they would be scaffolded into this folder. */
  starter(attempt: Attempt): Promise<readonly Template[]>;
  /** The reference's versions of the learner's files. Refused with `not-solved` before the first passed check. */
  reference(attempt: Attempt): Promise<readonly Template[]>;
}

export function createApp(ports: AppPorts): App {
  const { pack, readCatalog, judges, caseRunners, clock, historyOf, onNotice } = ports;
  const progress = progressKeeper(clock, onNotice);
  let loaded: Promise<Catalog> | undefined;
  const running = new Map<
    string,
    { readonly controller: AbortController; readonly over: Promise<unknown> }
  >();

  const catalog = (): Promise<Catalog> => (loaded ??= readCatalog());
  const exercise = async (id: string): Promise<Exercise> => exerciseOf(await catalog(), id);
  const historyPorts = { pack, clock, progress, exercise, historyOf };

  async function close(): Promise<void> {
    const checks = [...running.values()];
    for (const { controller } of checks) controller.abort('cancelled');
    await Promise.allSettled(checks.map(({ over }) => over));
    await Promise.all(Object.values(judges).map(async (judge) => judge.close?.()));
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
    await progress.peek(folder);
    const solution = rememberingFolder(folder);
    const request = { exercise: chosen, language, pack, solution, signal, ...(onEvent && { onEvent }) };
    const keepAttempt = attemptKeeper(historyOf(folder), { id, language });
    const report = await runCheck(judges[language], request, clock.now);
    if (signal.aborted) return report;
    const own = learnerFiles(chosen, language);
    const [note] = await Promise.all([
      keepAttempt(report, solution, own, clock.now()),
      progress.update(folder, (before) => withReport(before, report, language, clock.now())),
    ]);
    return note === undefined ? report : { ...report, notes: [...report.notes, note] };
  }

  async function start(attempt: Attempt): Promise<ScaffoldReport> {
    const { folder, id, language } = attempt;
    await progress.peek(folder);
    const templates = await templatesOf(pack, await exercise(id), language, folder);
    const report = await scaffold(folder, templates);
    const { history, track } = await targetOf(historyPorts, attempt);
    const ours = baseOf(templates, [...report.written, ...report.same]);
    await rebase(history, track, ours, clock.now());
    await progress.update(folder, (before) => withStart(before, id, language, clock.now()));
    return report;
  }

  async function reset(attempt: Attempt): Promise<ResetReport> {
    const { folder, id, language } = attempt;
    const chosen = await exercise(id);
    await requireStarted(folder, chosen, language);
    await progress.peek(folder);
    const starter = await starterFiles(pack, chosen, language, folder);
    const report = await resetToStarter(await targetOf(historyPorts, attempt), starter);
    await progress.update(folder, (before) => withReset(before, id, language, clock.now()));
    return report;
  }

  async function nextHint(folder: Folder, id: string): Promise<HintText> {
    const ladder = await hintLadder(pack, await exercise(id));
    const shown = (await progress.peek(folder)).exercises[id]?.hints ?? 0;
    const next = ladder[shown];
    if (!next) {
      throw new CodealongError('no-hints-left', `Every hint of "${id}" has been shown.`);
    }
    await progress.update(folder, (before) => withHints(before, id, shown + 1));
    return next;
  }

  async function reference({ folder, id, language }: Attempt): Promise<readonly Template[]> {
    const chosen = await exercise(id);
    if (!isSolved(await progress.read(folder), id, language)) {
      throw new CodealongError(
        'not-solved',
        `The reference of "${id}" opens once your own solution passes its checks.`,
      );
    }
    return filesOf(pack, chosen, {
      language,
      from: 'reference',
      paths: learnerFiles(chosen, language),
      target: folder,
    });
  }

  return Object.freeze<App>({
    catalog,
    reload: () => (loaded = undefined),
    exercise,
    sections: async () => guideSections(pack, await catalog()),
    packText: (path) => pack.read(path),
    progress: (folder) => progress.read(folder),
    start,
    check,
    prepare: (language) => judges[language].prepare?.(),
    close,
    nextHint,
    shownHints: async (folder, id) => {
      const ladder = await hintLadder(pack, await exercise(id));
      return ladder.slice(0, (await progress.read(folder)).exercises[id]?.hints ?? 0);
    },
    reset,
    starter: async ({ folder, id, language }) => starterFiles(pack, await exercise(id), language, folder),
    reference,
    ...historyActions(historyPorts),
    ...mineActions({ pack, exercise, caseRunners }),
  });
}
