import type { Judge, RunEnd } from '../../../src/core/check/judge';

const quiet: RunEnd = { findings: [], output: '', notes: [] };

/** A judge for which every check has this outcome, whatever the solution is. */
export function judgeSaying(status: 'passed' | 'failed'): Judge {
  return {
    judge: async ({ exercise }, hear) => {
      for (const { id } of exercise.manifest.checks) hear({ type: 'check-ended', id, status, durationMs: 1 });
      hear({ type: 'ended' });
      return quiet;
    },
  };
}

/** A judge that works until it is stopped. `working` tells how many of its runs are not over. */
export function judgeThatWaits(): Judge & { readonly working: () => number } {
  let working = 0;
  return {
    working: () => working,
    judge: async (_job, _hear, signal) => {
      working++;
      if (!signal.aborted) {
        await new Promise<void>((stopped) => {
          signal.addEventListener('abort', () => stopped(), { once: true });
        });
      }
      await new Promise((resolve) => setImmediate(resolve));
      working--;
      const code = signal.reason === 'superseded' ? 'superseded' : 'cancelled';
      return { ...quiet, reason: { code, message: 'It was stopped.' } };
    },
  };
}
