import type { RunnerJob } from '../../../core/check/runner-job';

/** Ambient things that leave nothing behind in a process, or nothing that one does not see there. */
const harmless = [
  ...['Date.now', 'new Date', 'performance', 'Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'],
  ...['Buffer', 'queueMicrotask', 'setTimeout', 'setInterval', 'setImmediate'],
];

/**
 * Whether a solution uses nothing but the language, timers and the check kit: no module of Node, no network, no output. A timer that
 * does not keep its process alive could go off unseen, so there must be none.
 */
export function keepsToItself({ solution, modules }: RunnerJob): boolean {
  const { imports, globals } = solution;
  const isOwn = imports.every(({ kind, typeOnly }) => kind === 'relative' || typeOnly);
  const isHarmless = Object.values(globals).every((names) => names.every((name) => harmless.includes(name)));
  return isOwn && isHarmless && !modules.some(({ hidden, code }) => !hidden && /\bunref\b/.test(code));
}
