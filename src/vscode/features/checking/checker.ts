import { EventEmitter, type Event } from 'vscode';
import type { RunEvent } from '../../../core/check/protocol';
import type { CheckReport } from '../../../core/check/report';
import type { Course } from '../../course/course';
import type { DisposableLike } from '../../ui/disposable-like';
import { checkedCode, type CheckedCode } from './checked-code';
import type { Log } from '../../ui/log';
import type { KeptReports } from './kept-reports';
import { exercisePaths, saveExerciseFiles } from '../../course/save-files';
import { solutionKey, type Solution } from '../../course/solution';

interface CheckerOptions {
  readonly signal: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Runs checks and tells everybody about them. */
export interface Checker extends DisposableLike {
  readonly onDidBegin: Event<Solution>;
  /** Fires when a check is over: with its report, or without one when it was cancelled, superseded or refused. */
  readonly onDidEnd: Event<Solution & { readonly report?: CheckReport }>;
  /** Fires when the report of an earlier window was brought back: it is about the code as it is. */
  readonly onDidRestore: Event<Solution & { readonly report: CheckReport }>;
  /** Fires when the last report no longer holds. */
  readonly onDidForget: Event<Solution>;
  /** Fires when `isEdited` becomes another. */
  readonly onDidEdit: Event<Solution>;
  /** The report of the last check of a solution, when it still counts. */
  latest(solution: Solution): CheckReport | undefined;
  /** Whether the editor holds other code by now than that report is about. */
  isEdited(solution: Solution): boolean;
  /** Whether this solution, or any, is being checked. */
  isRunning(solution?: Solution): boolean;
  /** Whether the checker is saving files: these saves are its own, not the learner's. */
  isSaving(): boolean;
  /** Undefined when it was cancelled, or when a newer check of the same solution took its place. */
  check(solution: Solution, options: CheckerOptions): Promise<CheckReport | undefined>;
  /** Brings back what an earlier window knew of these solutions, where their code is still the same. */
  restore(solutions: readonly Solution[]): Promise<void>;
  /** Ends every running check. */
  cancel(): void;
  /** Forgets the last report and ends a running check, because the files are no longer what was judged. */
  forget(solution: Solution): void;
}

/** A check under way, from the saving of its files on. While a newer one takes its place, there are two of a solution. */
interface Run {
  readonly key: string;
  readonly controller: AbortController;
}

interface Latest {
  readonly report: CheckReport;
  readonly code: CheckedCode;
}

/** `kept` holds reports beyond the life of this window; what can't be written there is logged. */
export function createChecker(course: Course, kept: KeptReports, log: Log): Checker {
  const begins = new EventEmitter<Solution>();
  const ends = new EventEmitter<Solution & { readonly report?: CheckReport }>();
  const restores = new EventEmitter<Solution & { readonly report: CheckReport }>();
  const forgets = new EventEmitter<Solution>();
  const edits = new EventEmitter<Solution>();
  const running = new Set<Run>();
  const latest = new Map<string, Latest>();
  let saving = 0;

  async function judge(solution: Solution, options: CheckerOptions): Promise<CheckReport> {
    return (await course.app()).check(await course.attempt(solution), options);
  }

  /** What is on disk now, which is what a check judges. */
  async function codeOf(solution: Solution, paths: readonly string[]): Promise<CheckedCode> {
    const { folder } = solution;
    return checkedCode(await course.disk(folder), folder, paths, () => edits.fire(solution));
  }

  /** Saves the solution, and remembers what is judged then. */
  async function save(solution: Solution): Promise<CheckedCode> {
    saving++;
    try {
      return await codeOf(solution, await saveExerciseFiles(course, solution));
    } finally {
      saving--;
    }
  }

  function replaceLatest(key: string, next: Latest | undefined): void {
    latest.get(key)?.code.dispose();
    if (next) latest.set(key, next);
    else latest.delete(key);
    const keeping = next
      ? kept.keep({ solution: key, report: next.report, code: next.code.digest })
      : kept.drop(key);
    log.quietly('keep the report of a check', keeping);
  }

  async function restore(solutions: readonly Solution[]): Promise<void> {
    const reports = new Map(kept.all().map((one) => [one.solution, one]));
    for (const solution of solutions) {
      const key = solutionKey(solution);
      const before = reports.get(key);
      if (!before || latest.has(key)) continue;
      const code = await codeOf(solution, await exercisePaths(course, solution));
      if (latest.has(key) || code.digest !== before.code) {
        code.dispose();
        continue;
      }
      latest.set(key, { report: before.report, code });
      restores.fire({ ...solution, report: before.report });
    }
  }

  async function check(
    solution: Solution,
    { signal, onEvent }: CheckerOptions,
  ): Promise<CheckReport | undefined> {
    const run: Run = { key: solutionKey(solution), controller: new AbortController() };
    const cancelled = AbortSignal.any([signal, run.controller.signal]);
    running.add(run);
    begins.fire(solution);
    let code: CheckedCode | undefined;
    let report: CheckReport | undefined;
    try {
      code = await save(solution);
      const judged = await judge(solution, { signal: cancelled, ...(onEvent && { onEvent }) });
      if (!cancelled.aborted && judged.reason?.code !== 'superseded') report = judged;
      return report;
    } finally {
      running.delete(run);
      if (report && code) replaceLatest(run.key, { report, code });
      else code?.dispose();
      ends.fire(report ? { ...solution, report } : solution);
      if (report) course.changed();
    }
  }

  /** Cancels what runs: all of it, or the checks of one solution. */
  function cancel(key?: string): void {
    for (const run of running) if (key === undefined || run.key === key) run.controller.abort();
  }

  function isRunning(solution?: Solution): boolean {
    const key = solution && solutionKey(solution);
    return [...running].some((run) => key === undefined || run.key === key);
  }

  return {
    onDidBegin: begins.event,
    onDidEnd: ends.event,
    onDidRestore: restores.event,
    onDidForget: forgets.event,
    onDidEdit: edits.event,
    latest: (solution) => latest.get(solutionKey(solution))?.report,
    isEdited: (solution) => latest.get(solutionKey(solution))?.code.isEdited ?? false,
    isRunning,
    isSaving: () => saving > 0,
    check,
    restore,
    cancel: () => cancel(),
    forget: (solution) => {
      const key = solutionKey(solution);
      cancel(key);
      replaceLatest(key, undefined);
      forgets.fire(solution);
    },
    dispose: () => {
      cancel();
      for (const { code } of latest.values()) code.dispose();
      for (const emitter of [begins, ends, restores, forgets, edits]) emitter.dispose();
    },
  };
}
