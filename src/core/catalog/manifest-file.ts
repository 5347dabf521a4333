import * as v from 'valibot';
import { criteria, neededParts } from './design-file';
import { checkedLanguages, levels, sizes } from './manifest';
import { inputs, questions } from './numbers-file';
import { guideAnchor, guideOrHeading, oneOrMore, relativePath, ruleNumber, slug, text } from './values';

/** `Symbol` or `Type.member` in the track's first file, or in another one: `http.ts#Transport.handle`. */
const symbolAt = text;

const track = v.strictObject({
  learner: oneOrMore(relativePath),
  given: v.optional(oneOrMore(relativePath)),
  /** Where a finding belongs when its check does not say. */
  at: v.optional(symbolAt),
});

const perLanguage = v.strictObject({
  typescript: v.optional(symbolAt),
  go: v.optional(symbolAt),
  sql: v.optional(symbolAt),
});

const check = v.strictObject({
  title: text,
  rule: oneOrMore(ruleNumber),
  level: v.optional(v.picklist(levels), 'core'),
  why: text,
  guide: v.optional(guideOrHeading),
  after: v.optional(v.array(slug('a check id')), []),
  at: v.optional(perLanguage, {}),
});

const annotation = v.strictObject({ at: perLanguage, guide: guideOrHeading, note: text });

/** What every exercise says of itself, whatever kind of work it is. */
const head = {
  formatVersion: v.literal(2),
  title: text,
  summary: text,
  size: v.picklist(sizes),
  guide: guideAnchor,
  requires: v.optional(v.array(slug('an exercise id')), []),
  objectives: v.pipe(v.array(text), v.minLength(1, 'name at least one')),
  outOfScope: v.pipe(v.array(text), v.minLength(1, 'name at least one')),
};

const codeFile = v.strictObject({
  /** Absent is `code`. */
  kind: v.optional(v.literal('code'), 'code'),
  ...head,
  typescript: v.optional(track),
  go: v.optional(track),
  sql: v.optional(track),
  checks: v.pipe(
    v.record(slug('a check id'), check),
    v.check((checks) => Object.keys(checks).length > 0, 'an exercise needs at least one check'),
  ),
  annotations: v.optional(v.array(annotation), []),
});

const numbersFile = v.strictObject({ kind: v.literal('numbers'), ...head, inputs, questions });

const designFile = v.strictObject({ kind: v.literal('design'), ...head, checks: neededParts, criteria });

/** `exercise.yaml`, format 2, as its author writes it. */
export const manifestFileSchema = v.pipe(
  v.variant(
    'kind',
    [codeFile, numbersFile, designFile],
    'must be code, numbers or design; leave it out for code',
  ),
  v.check(
    (file) => file.kind !== 'code' || checkedLanguages.some((language) => file[language] !== undefined),
    `an exercise needs at least one track: ${checkedLanguages.join(' or ')}`,
  ),
);

export type ManifestFile = v.InferOutput<typeof manifestFileSchema>;
/** Of an exercise whose solution is code. */
export type CodeFile = v.InferOutput<typeof codeFile>;
/** Of an exercise whose solution is an answer sheet. */
export type NumbersFile = v.InferOutput<typeof numbersFile>;
/** Of an exercise whose solution is a document. */
export type DesignFile = v.InferOutput<typeof designFile>;
