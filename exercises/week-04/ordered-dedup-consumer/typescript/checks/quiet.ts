import { describeError, fail, settle } from 'codealong/checkkit';

/** Fails when a rejection remains unhandled while `run` goes on, or in the event loop's turns after it. */
export async function mustBeQuiet(input: string, run: () => Promise<void>): Promise<void> {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', hear);
  try {
    await run();
    await settle();
  } finally {
    process.off('unhandledRejection', hear);
  }
  if (unhandled.length === 0) return;
  fail({
    message: 'A rejection was handled by nobody: Node ends the process.',
    input,
    expected: 'no unhandled rejection',
    actual: `a promise rejected with ${describeError(unhandled[0])}, and nobody handled it`,
  });
}
