import * as v from 'valibot';
import { levels } from './manifest';
import { guideOrHeading, oneOrMore, ruleNumber, slug, text } from './values';

const count = v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(1, 'must be at least 1'));

/** How many rows at least, and the first cells that must be among them. */
const rows = { rows: v.optional(count, 1), named: v.optional(v.array(text), []) };

/** What must stand under a heading: one of these. */
const needs = v.pipe(
  v.strictObject({
    /** So many words of the learner's own. */
    words: v.optional(count),
    table: v.optional(
      v.strictObject({ columns: v.pipe(v.array(text), v.minLength(2, 'name at least two')), ...rows }),
    ),
    /** A table `number | formula | value`. */
    numbers: v.optional(v.strictObject(rows)),
    /** A table `option | verdict | reason`, with one option chosen and so many rejected. */
    decision: v.optional(v.strictObject({ rejected: v.optional(count, 2) })),
    /** A diagram that Mermaid reads, with so many lines of the learner's own. */
    diagram: v.optional(v.strictObject({ lines: v.optional(count, 3) })),
  }),
  v.check(
    (asked) => Object.values(asked).filter((one) => one !== undefined).length === 1,
    'asks for one thing: words, table, numbers, decision or diagram',
  ),
);

export type Needs = v.InferOutput<typeof needs>;

const check = v.strictObject({
  title: text,
  rule: oneOrMore(ruleNumber),
  level: v.optional(v.picklist(levels), 'core'),
  why: text,
  guide: v.optional(guideOrHeading),
  /** The heading under which it must stand. */
  part: text,
  needs,
});

/** What must stand in a design, by id: each is a check. */
export const neededParts = v.pipe(
  v.record(slug('a check id'), check),
  v.check((checks) => Object.keys(checks).length > 0, 'an exercise needs at least one check'),
);

/** What a learner rates their design by, by id. Each has a sample of every mark in `samples.md`. */
export const criteria = v.pipe(
  v.record(slug('a criterion id'), v.strictObject({ title: text, asks: text })),
  v.check((named) => Object.keys(named).length > 0, 'a design needs at least one criterion'),
);
