import assert from 'node:assert/strict';

const PATIENCE_MS = 20_000;

/** Looks again and again until it holds. Out of patience, it fails with the complaint. */
export async function waitFor(holds: () => boolean, complaint: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > deadline) assert.fail(complaint);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
