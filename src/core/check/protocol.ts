import * as v from 'valibot';

/**
 * What the process that runs a solution reports, over a private channel: one JSON object a line. Nothing in here is trusted
 * by itself: the verdict is computed from these events and the manifest by `verdict.ts`. On its way each event carries the
 * secret of its process, which both ends of the channel check and add; nobody else knows of it.
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

const runEvent = v.variant('type', [
  /** `confined` tells whether the runtime keeps the solution from files and processes, where that is a question. */
  v.object({ type: v.literal('started'), confined: v.exactOptional(v.boolean()) }),
  /** It goes on, however slowly. */
  v.object({ type: v.literal('alive') }),
  v.object({ type: v.literal('load-failed'), failure }),
  /** The solution did something after which nothing that the process reports can be relied on. */
  v.object({ type: v.literal('broken-off'), failure }),
  /** A test with this title is there, whether it runs or not. */
  v.object({ type: v.literal('check-found'), id: v.string() }),
  v.object({ type: v.literal('check-started'), id: v.string() }),
  v.object({
    type: v.literal('check-ended'),
    id: v.string(),
    status: v.picklist(['passed', 'failed']),
    durationMs: v.number(),
    failure: v.exactOptional(failure),
  }),
  /** What of the solution runs now, where one statement may run without end; it is over with `statement-ended`. */
  v.object({
    type: v.literal('statement-began'),
    /** What findings call it, such as `Statement 2 of up`. */
    name: v.string(),
    text: v.string(),
    file: v.string(),
    line: v.pipe(v.number(), v.integer()),
    column: v.pipe(v.number(), v.integer()),
  }),
  v.object({ type: v.literal('statement-ended') }),
  /** A plan of a database, drawn as a tree, that the check which is running looks at. */
  v.object({ type: v.literal('plan-read'), plan: v.string() }),
  v.object({ type: v.literal('check-skipped'), id: v.string(), because: v.string() }),
  v.object({ type: v.literal('ended') }),
]);

/** A line in one of the learner's files. */
export type Place = Readonly<v.InferOutput<typeof place>>;

/** Why a check failed, in words and values for the learner. */
export type Failure = Readonly<v.InferOutput<typeof failure>>;

export type RunEvent = Readonly<v.InferOutput<typeof runEvent>>;

/** Whether nothing that the process does after this event counts. */
export function isLast({ type }: RunEvent): boolean {
  return type === 'ended' || type === 'broken-off' || type === 'load-failed';
}

/** The event that a message is, without whatever else it holds; undefined when it is none. */
export function asEvent(message: unknown): RunEvent | undefined {
  const result = v.safeParse(runEvent, message);
  return result.success ? result.output : undefined;
}
