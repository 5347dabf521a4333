const PATIENCE_MS = 20_000;
const PAUSE_MS = 50;

/** Looks again and again until `look` no longer throws, and returns what it saw. Out of patience, it throws what `look` threw. */
export async function until<T>(look: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
