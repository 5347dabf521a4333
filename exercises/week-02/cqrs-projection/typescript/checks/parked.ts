import { fail, ok, show, succeeds } from 'codealong/checkkit';
import { cause, type Model } from './board';
import type { Runner } from './world';

/** Fails unless these events are parked, in this order, each with its error. More fields are welcome. */
export async function sameParked(runner: Runner, expected: Model['parked'], input: string): Promise<void> {
  const parked = await succeeds(() => runner.parked(), { message: 'parked rejects.', input });
  const text = (all: readonly { position: number; streamId: string }[]) =>
    all.length === 0
      ? 'nothing'
      : all.map(({ position, streamId }) => `${position} of ${show(streamId)}`).join(', ');
  ok(text(parked) === text(expected), {
    message: messageFor(parked, expected),
    input,
    expected: `parked: ${text(expected)}`,
    actual: `parked: ${text(parked)}`,
  });
  for (const [at, { position, isCause }] of expected.entries()) {
    const error: unknown = parked[at]?.error;
    if (typeof error === 'string' && (!isCause || error.includes(cause))) continue;
    fail({
      message: `The error of the event parked at position ${position} does not tell why.`,
      input,
      expected: isCause ? `a text with ${show(cause)}` : 'any text',
      actual: show(error),
    });
  }
}

function messageFor(parked: readonly { position: number }[], expected: Model['parked']): string {
  const has = (all: readonly { position: number }[], position: number) =>
    all.some((one) => one.position === position);
  const missing = expected.find(({ position }) => !has(parked, position));
  const first = expected.find(({ streamId, isCause }) => isCause && streamId === missing?.streamId);
  if (missing?.isCause) return `Event ${missing.position} can't be applied, and it is not parked.`;
  if (missing)
    return `Event ${first?.position} was parked; event ${missing.position} of the same stream was not.`;
  const extra = parked.find(({ position }) => !has(expected, position));
  if (extra)
    return `Event ${extra.position} is parked, and nothing was wrong with it or with its stream before it.`;
  return 'The parked events are not ordered by position.';
}
