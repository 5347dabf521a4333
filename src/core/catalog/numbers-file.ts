import * as v from 'valibot';
import { readTolerance } from '../numbers/tolerance';
import { levels } from './manifest';
import { guideOrHeading, oneOrMore, ruleNumber, slug, text } from './values';

const number = v.pipe(v.number(), v.finite());

/** A given number. `from`, `to` and `step` say what it can be when it is drawn again. */
const input = v.pipe(
  v.strictObject({
    title: text,
    value: number,
    unit: v.optional(v.string(), ''),
    from: v.optional(number),
    to: v.optional(number),
    step: v.optional(v.pipe(number, v.gtValue(0, 'must be above 0'))),
  }),
  v.check(
    ({ from, to }) => (from === undefined) === (to === undefined) && (from ?? 0) <= (to ?? 0),
    'needs both from and to, and from first',
  ),
  v.check(({ from, step }) => step === undefined || from !== undefined, 'a step needs from and to'),
);

const slip = v.strictObject({ formula: text, says: text });

/** Arithmetic, which YAML takes for a number when it is one. */
const formula = v.union([text, v.pipe(v.number(), v.transform(String))]);

const question = v.strictObject({
  title: text,
  ask: text,
  unit: v.optional(v.string(), ''),
  formula,
  /** `1%`, `exact`, or an amount in the unit. */
  tolerance: v.pipe(
    v.union([v.string(), v.number()]),
    v.check(
      (written) => readTolerance(written) !== undefined,
      'must be like 1%, or exact, or an amount above 0',
    ),
  ),
  rule: oneOrMore(ruleNumber),
  level: v.optional(v.picklist(levels), 'core'),
  why: text,
  guide: v.optional(guideOrHeading),
  /** What the number decides, told once it is right. */
  decision: text,
  slips: v.optional(v.array(slip), []),
});

const named = v.pipe(
  slug('an id'),
  v.check((id) => id !== 'seed', '"seed" is the line that draws the inputs; take another id'),
);

/** The given numbers of an exercise of kind `numbers`, by id. */
export const inputs = v.record(named, input);

/** What it asks, by id, in order: each is a check. */
export const questions = v.pipe(
  v.record(named, question),
  v.check((asked) => Object.keys(asked).length > 0, 'an exercise needs at least one question'),
);
