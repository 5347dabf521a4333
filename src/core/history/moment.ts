import * as v from 'valibot';
import type { Language } from '../catalog/manifest';
import type { TextFile } from '../text-file';

/** An exercise in one language: what a history is kept of. */
export interface TrackName {
  readonly id: string;
  readonly language: Language;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What is known of a moment, as a store writes it down. */
const momentFacts = v.object({
  /**
   * Why it was kept. `scaffolded`: the texts as the course ships them, which later updates are merged from.
   * `attempt`: a check of changed code. The others: what was there before a write of ours.
   */
  kind: v.picklist(['scaffolded', 'attempt', 'before-reset', 'before-restore', 'before-update']),
  /** Milliseconds since 1970, UTC. */
  at: v.pipe(v.number(), v.integer()),
  /** The outcome of an attempt, and how many checks passed out of how many. */
  outcome: v.optional(
    v.object({ verdict: v.picklist(['passed', 'failed', 'unchecked']), passed: count, total: count }),
  ),
  /** Paths of the files that the following write changed: those that undo puts back. */
  overwritten: v.optional(v.array(v.string())),
  /** Paths of the files in it, in the learner's folder. */
  paths: v.array(v.string()),
});

export type MomentFacts = v.InferOutput<typeof momentFacts>;
export type MomentKind = MomentFacts['kind'];
export type AttemptOutcome = NonNullable<MomentFacts['outcome']>;

/** The learner's files of one exercise in one language at one time. */
export interface Moment extends MomentFacts {
  /** Names it in its store; without a meaning of its own. */
  readonly id: string;
}

/** A moment that is to be kept. */
export interface NewMoment extends Omit<MomentFacts, 'paths'> {
  readonly files: readonly TextFile[];
}

/** Whether it is what was there before a write of ours, so that going back to it undoes that write. */
export function precedesWrite({ kind }: Pick<Moment, 'kind'>): boolean {
  return kind === 'before-reset' || kind === 'before-restore' || kind === 'before-update';
}

/** The facts in a text that a store wrote; `undefined` when it can't be understood. */
export function factsIn(text: string): MomentFacts | undefined {
  try {
    const result = v.safeParse(momentFacts, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** What a store writes down of a moment. */
export function factsOf({ files, ...facts }: NewMoment): MomentFacts {
  return { ...facts, paths: files.map(({ path }) => path) };
}

/** How many checks passed, for example "19 of 27 passed". After a verdict that says so already it is "27 of 27". */
export function countIn({ verdict, passed, total }: AttemptOutcome): string {
  return verdict === 'passed' ? `${passed} of ${total}` : `${passed} of ${total} passed`;
}
