import { EventEmitter, type Event } from 'vscode';
import type { RunEvent } from '../../../core/check/protocol';
import type { CheckReport } from '../../../core/check/report';
import type { Course } from '../../course/course';
import type { DisposableLike } from '../../ui/disposable-like';
import { requireTrust } from '../../course/trust';
import { checkedCode, type CheckedCode } from './checked-code';
import { saveExerciseFiles } from '../../course/save-files';
import { solutionKey, type Solution } from '../../course/solution';

export interface CheckerOptions {
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

interface Latest {
  readonly report: CheckReport;
  readonly code: CheckedCode;
}

export function createChecker(course: Course): Checker {
  const begins = new EventEmitter<Solution>();
  const ends = new EventEmitter<Solution & { readonly report?: CheckReport }>();
  const forgets = new EventEmitter<Solution>();
  const edits = new EventEmitter<Solution>();
  const running = new Map<string, AbortController>();
  const latest = new Map<string, Latest>();
  let saving = 0;

  async function judge(solution: Solution, signal: AbortSignal, options: CheckerOptions) {
    const attempt = await course.attempt(solution);
    const { onEvent } = options;
    return (await course.app()).check(attempt, { signal, ...(onEvent && { onEvent }) });
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

  function keep(key: string, kept: Latest | undefined): void {
    latest.get(key)?.code.dispose();
    if (kept) latest.set(key, kept);
    else latest.delete(key);
  }

  async function check(solution: Solution, options: CheckerOptions): Promise<CheckReport | undefined> {
    requireTrust();
    const key = solutionKey(solution);
    const controller = new AbortController();
    const cancel = (): void => controller.abort();
    running.get(key)?.abort();
    running.set(key, controller);
    options.signal.addEventListener('abort', cancel, { once: true });
    if (options.signal.aborted) cancel();
    begins.fire(solution);
    let code: CheckedCode | undefined;
    let report: CheckReport | undefined;
    try {
      code = await save(solution);
      const judged = await judge(solution, controller.signal, options);
      if (!controller.signal.aborted) report = judged;
      return report;
    } finally {
      options.signal.removeEventListener('abort', cancel);
      if (running.get(key) === controller) running.delete(key);
      if (report && code) keep(key, { report, code });
      else code?.dispose();
      ends.fire(report ? { ...solution, report } : solution);
      if (report) course.changed();
    }
  }

  const cancelAll = (): void => running.forEach((controller) => controller.abort());
  return {
    onDidBegin: begins.event,
    onDidEnd: ends.event,
    onDidForget: forgets.event,
    onDidEdit: edits.event,
    latest: (solution) => latest.get(solutionKey(solution))?.report,
    isEdited: (solution) => latest.get(solutionKey(solution))?.code.isEdited ?? false,
    isRunning: (solution) => (solution ? running.has(solutionKey(solution)) : running.size > 0),
    isSaving: () => saving > 0,
    check,
    cancel: cancelAll,
    forget: (solution) => {
      const key = solutionKey(solution);
      running.get(key)?.abort();
      keep(key, undefined);
      forgets.fire(solution);
    },
    dispose: () => {
      cancelAll();
      for (const { code } of latest.values()) code.dispose();
      for (const emitter of [begins, ends, forgets, edits]) emitter.dispose();
    },
  };
}
