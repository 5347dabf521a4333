import { setTimeout } from 'node:timers/promises';
import type { Reason } from '../../core/check/report';
import { neverFinished, timedOut, tooManyProcesses, tooMuchMemory, type Limits } from '../limits';
import type { ProcessTree } from './process-tree';
import { canSeeProcesses, isRunnable, processTable, type ProcessRow } from './process-table';

interface Time {
  readonly ownMs: number;
  /** How much of it since the last sign of life. */
  readonly quietMs: number;
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Most runs are over before anybody looks. */
const firstLookMs = 250;
const shortestPauseMs = 100;
/** Looking may take the twentieth part of our time. */
const pausesPerLook = 20;

/**
 * Watches what a process and everything that it started use, until `signal` aborts or a limit is passed: `stop` then hears
 * which. `signs` tells how many signs of life came from it so far; left out, none are expected. Time counts when the processes compute, or wait for something that is none of the machine's fault; while they
 * are kept from computing by other work on the machine, it does not.
 */
export async function watchTree(
  tree: ProcessTree,
  limits: Limits,
  stop: (reason: Reason) => void,
  signal: AbortSignal,
  signs?: () => number,
): Promise<void> {
  const began = performance.now();
  let last = { at: began, cpuMs: 0 };
  let ownMs = 0;
  let alive = { signs: 0, atMs: 0 };
  for (let pause = firstLookMs; await passes(pause, signal);) {
    const at = performance.now();
    const members = tree.membersIn(await processTable(tree.root));
    const cpuMs = sum(members, (row) => row.cpuMs);
    ownMs += ownTime(members, at - last.at, cpuMs - last.cpuMs);
    last = { at, cpuMs };
    const seen = signs?.();
    if (seen === undefined || seen > alive.signs) alive = { signs: seen ?? 0, atMs: ownMs };
    const time = { ownMs, quietMs: ownMs - alive.atMs, cpuMs, wallMs: at - began };
    const reason = passed(members, time, limits);
    if (reason) {
      stop(reason);
      return;
    }
    pause = Math.max(shortestPauseMs, (performance.now() - at) * pausesPerLook);
  }
}

/** How much of a span of time was the processes' own: all of it, unless one of them had to wait for a processor. */
function ownTime(members: readonly ProcessRow[], spanMs: number, cpuMs: number): number {
  return members.some(({ pid }) => isRunnable(pid)) ? Math.min(spanMs, Math.max(0, cpuMs)) : spanMs;
}

function passed(members: readonly ProcessRow[], time: Time, limits: Limits): Reason | undefined {
  if (sum(members, (row) => row.memoryBytes) > limits.memoryBytes) return tooMuchMemory(limits);
  if (members.length > limits.processes) return tooManyProcesses(limits);
  const computing = !canSeeProcesses || time.cpuMs > time.ownMs / 2;
  if (time.ownMs > limits.timeMs) return timedOut(limits.timeMs, computing);
  if (time.quietMs > limits.quietMs) return timedOut(limits.quietMs, computing);
  return time.wallMs > limits.wallMs ? neverFinished(limits) : undefined;
}

function sum(rows: readonly ProcessRow[], amount: (row: ProcessRow) => number): number {
  return rows.reduce((total, row) => total + amount(row), 0);
}

/** Waits. Tells whether to go on. */
function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  return setTimeout(ms, true, { signal }).catch(() => false);
}
