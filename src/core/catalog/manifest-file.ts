import * as v from 'valibot';
import { languages, levels, sizes } from './manifest';
import { guideAnchor, relativePath, slug, text } from './values';

/** One value, or a list of them. */
const oneOrMore = <T extends v.GenericSchema>(value: T) =>
  v.union([value, v.pipe(v.array(value), v.minLength(1, 'name at least one'))]);

/** `Symbol` or `Type.member` in the track's first file, or in another one: `http.ts#Transport.handle`. */
const symbolAt = text;

const track = v.strictObject({
  learner: oneOrMore(relativePath),
  given: v.optional(oneOrMore(relativePath)),
  /** Where a finding belongs when its check does not say. */
  at: v.optional(symbolAt),
});

/** An anchor, or only the heading when it lies in the section of the exercise's own guide. */
const guideOrHeading = v.union(
  [guideAnchor, slug('a heading')],
  'must look like phase-1/1.2/some-heading, or like some-heading in the section of the exercise',
);

const perLanguage = v.strictObject({ typescript: v.optional(symbolAt), go: v.optional(symbolAt) });
const ruleNumber = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.minValue(1, 'rules are numbered from 1'),
);

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

/** `exercise.yaml`, format 2, as its author writes it. */
export const manifestFileSchema = v.pipe(
  v.strictObject({
    formatVersion: v.literal(2),
    title: text,
    summary: text,
    size: v.picklist(sizes),
    guide: guideAnchor,
    requires: v.optional(v.array(slug('an exercise id')), []),
    objectives: v.pipe(v.array(text), v.minLength(1, 'name at least one')),
    outOfScope: v.pipe(v.array(text), v.minLength(1, 'name at least one')),
    typescript: v.optional(track),
    go: v.optional(track),
    checks: v.pipe(
      v.record(slug('a check id'), check),
      v.check((checks) => Object.keys(checks).length > 0, 'an exercise needs at least one check'),
    ),
    annotations: v.optional(v.array(annotation), []),
  }),
  v.check(
    (manifest) => languages.some((language) => manifest[language] !== undefined),
    `an exercise needs at least one track: ${languages.join(' or ')}`,
  ),
);

export type ManifestFile = v.InferOutput<typeof manifestFileSchema>;
