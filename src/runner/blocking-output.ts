/**
 * Makes printing wait until what was printed has been taken. Otherwise a loop that prints fills the memory instead of the
 * output, and what was printed right before an early exit is lost.
 */
export function blockOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const handle: unknown = Reflect.get(stream, '_handle');
    if (typeof handle !== 'object' || handle === null || !('setBlocking' in handle)) continue;
    if (typeof handle.setBlocking === 'function') Reflect.apply(handle.setBlocking, handle, [true]);
  }
}
