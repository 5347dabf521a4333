import * as v from 'valibot';

/**
 * What the process that runs a solution reports, over a private channel: one JSON object a line. Nothing in here is trusted
 * by itself: the verdict is computed from these events and the manifest by `verdict.ts`.
 */

const place = v.object({
  file: v.string(),
  /** `line` and `column` start at 1. */
  line: v.pipe(v.number(), v.integer()),
  column: v.exactOptional(v.pipe(v.number(), v.integer())),
});

const failure = v.object({
  message: v.string(),
  input: v.exactOptional(v.string()),
  expected: v.exactOptional(v.string()),
  actual: v.exactOptional(v.string()),
  /** The learner's line that threw, when the failure is a throw. */
  at: v.exactOptional(place),
});

const signed = { nonce: v.string() };

const signedEvent = v.variant('type', [
  /** `confined` tells whether the runtime keeps the solution from files and processes, where that is a question. */
  v.object({ ...signed, type: v.literal('started'), confined: v.exactOptional(v.boolean()) }),
  v.object({ ...signed, type: v.literal('load-failed'), failure }),
  /** The solution did something after which nothing that the process reports can be relied on. */
  v.object({ ...signed, type: v.literal('broken-off'), failure }),
  /** A test with this title is there, whether it runs or not. */
  v.object({ ...signed, type: v.literal('check-found'), id: v.string() }),
  v.object({ ...signed, type: v.literal('check-started'), id: v.string() }),
  v.object({
    ...signed,
    type: v.literal('check-ended'),
    id: v.string(),
    status: v.picklist(['passed', 'failed']),
    durationMs: v.number(),
    failure: v.exactOptional(failure),
  }),
  v.object({ ...signed, type: v.literal('check-skipped'), id: v.string(), because: v.string() }),
  v.object({ ...signed, type: v.literal('ended') }),
]);

/** A line in one of the learner's files. */
export type Place = Readonly<v.InferOutput<typeof place>>;

/** Why a check failed, in words and values for the learner. */
export type Failure = Readonly<v.InferOutput<typeof failure>>;

/** An event as it travels: with the secret of this run. A message without it is noise and never counts. */
export type SignedEvent = Readonly<v.InferOutput<typeof signedEvent>>;

type WithoutNonce<Event> = Event extends unknown ? Omit<Event, 'nonce'> : never;
export type RunEvent = WithoutNonce<SignedEvent>;

/** Whether nothing that the process does after this event counts. */
export function isLast({ type }: RunEvent): boolean {
  return type === 'ended' || type === 'broken-off' || type === 'load-failed';
}

/** The event that a line of the channel holds, if it holds one. */
export function eventIn(line: string): SignedEvent | undefined {
  try {
    const result = v.safeParse(signedEvent, JSON.parse(line));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
