import { EventEmitter, type Event } from 'vscode';
import type { RunEvent } from '../../../core/check/protocol';
import type { CheckReport } from '../../../core/check/report';
import type { Course } from '../../course/course';
import type { DisposableLike } from '../../ui/disposable-like';
import { checkedCode, type CheckedCode } from './checked-code';
import { saveExerciseFiles } from '../../course/save-files';
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
  /** Fires when the last report no longer holds. */
  readonly onDidForget: Event<Solution>;
  /** Fires when `isEdited` becomes another. */
  readonly onDidEdit: Event<Solution>;
  /** The report of the last check of a solution, when there was one in this window. */
  latest(solution: Solution): CheckReport | undefined;
  /** Whether the editor holds other code by now than that report is about. */
  isEdited(solution: Solution): boolean;
  /** Whether this solution, or any, is being checked. */
  isRunning(solution?: Solution): boolean;
  /** Whether the checker is saving files: these saves are its own, not the learner's. */
  isSaving(): boolean;
  /** Undefined when it was cancelled, or when a newer check of the same solution took its place. */
  check(solution: Solution, options: CheckerOptions): Promise<CheckReport | undefined>;
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

export function createChecker(course: Course): Checker {
  const begins = new EventEmitter<Solution>();
  const ends = new EventEmitter<Solution & { readonly report?: CheckReport }>();
  const forgets = new EventEmitter<Solution>();
  const edits = new EventEmitter<Solution>();
  const running = new Set<Run>();
  const latest = new Map<string, Latest>();
  let saving = 0;

  async function judge(solution: Solution, options: CheckerOptions): Promise<CheckReport> {
    return (await course.app()).check(await course.attempt(solution), options);
  }

  /** Saves the solution, and remembers what is judged then. */
  async function save(solution: Solution): Promise<CheckedCode> {
    const { folder } = solution;
    saving++;
    try {
      const paths = await saveExerciseFiles(course, solution);
      return await checkedCode(await course.disk(folder), folder, paths, () => edits.fire(solution));
    } finally {
      saving--;
    }
  }

  function replaceLatest(key: string, next: Latest | undefined): void {
    latest.get(key)?.code.dispose();
    if (next) latest.set(key, next);
    else latest.delete(key);
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
    onDidForget: forgets.event,
    onDidEdit: edits.event,
    latest: (solution) => latest.get(solutionKey(solution))?.report,
    isEdited: (solution) => latest.get(solutionKey(solution))?.code.isEdited ?? false,
    isRunning,
    isSaving: () => saving > 0,
    check,
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
      for (const emitter of [begins, ends, forgets, edits]) emitter.dispose();
    },
  };
}
