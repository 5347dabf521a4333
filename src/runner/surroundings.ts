import { isDeepStrictEqual } from 'node:util';
import { settle } from '../checkkit/typescript/settle';

/**
 * Looks at what a run may leave in a process, beside the built-in objects (`watchBuiltIns`): global names, listeners, settings,
 * and whatever can still happen. What it gives tells whether all of that is again as it is now.
 */
export async function surroundings(): Promise<() => Promise<boolean>> {
  await settle();
  const before = picture();
  return async () => {
    await settle();
    return isDeepStrictEqual(picture(), before);
  };
}

function picture(): object {
  return {
    globals: Reflect.ownKeys(globalThis),
    environment: { ...process.env },
    listeners: process.eventNames().map((event) => [event, process.listenerCount(event)]),
    exitCode: process.exitCode,
    stackTraceLimit: Error.stackTraceLimit,
    // Timers, sockets, and calls that are under way.
    resources: process.getActiveResourcesInfo().sort(),
  };
}
