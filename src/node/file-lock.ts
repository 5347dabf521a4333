import * as fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { isNotAllowed } from './write-whole';

/** A lock whose owner did not touch it for this long has no owner any more. Owners touch theirs every second or so. */
const staleAfterMs = 5_000;

/** Touching a lock only shows that it has an owner: where that is not allowed, its age has to do. */
const patientFs = {
  ...fs,
  utimes: (path: string, read: Date, written: Date, done: (error: Error | null) => void) =>
    fs.utimes(path, read, written, (error) => done(isNotAllowed(error) ? null : error)),
};

/**
 * Locks a path against every other process, and gives what unlocks it; nothing when others still hold it after
 * `patienceMs` milliseconds. The lock is the empty folder `<path>.lock`. One that a dead process left is taken over.
 */
export async function lockFile(path: string, patienceMs: number): Promise<(() => Promise<void>) | undefined> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      const unlock = await lock(path, {
        stale: staleAfterMs,
        realpath: false,
        fs: patientFs,
        onCompromised: () => undefined,
      });
      return () => unlock().catch(() => undefined);
    } catch (error) {
      if (!isHeld(error)) throw error;
      if (Date.now() >= deadline) return undefined;
      await wait(5 + Math.random() * 30);
    }
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOCKED';
}
