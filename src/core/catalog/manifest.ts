import * as v from 'valibot';

/** The tracks a solution can be written in. */
export const languages = ['typescript', 'go'] as const;
export type Language = (typeof languages)[number];

const slug = (what: string) =>
  v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, `${what} must be lower-case words joined by "-"`));
const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));
const relativePath = v.pipe(
  v.string(),
  v.regex(
    /^(?!\/)(?!.*\\)(?!(?:.*\/)?\.{1,2}(?:\/|$))(?!.*\/\/)[^:]+[^/]$/,
    'must be a path inside the folder, with "/" and without "." or ".."',
  ),
);
const guideAnchor = v.pipe(
  v.string(),
  v.regex(/^phase-\d+\/\d+\.\d+(\/[a-z0-9-]+)?$/, 'must look like phase-1/1.2 or phase-1/1.2/some-heading'),
);

/** A file that the track scaffolds: `learner` is theirs to write, `given` is complete and theirs to read. */
const scaffoldedFile = v.strictObject({
  path: relativePath,
  role: v.picklist(['learner', 'given']),
});

const track = v.strictObject({
  files: v.pipe(v.array(scaffoldedFile), v.minLength(1, 'a track needs at least one file')),
});

const check = v.strictObject({
  id: slug('a check id'),
  title: text,
  level: v.picklist(['core', 'production']),
  why: text,
  guide: guideAnchor,
  /** Checks that must pass before this one says anything. */
  after: v.optional(v.array(slug('a check id')), []),
  /** Where in the learner's code a finding belongs, per language: `Symbol` or `Type.member`, in the file of that symbol. */
  at: v.optional(v.strictObject({ typescript: v.optional(symbolAt()), go: v.optional(symbolAt()) }), {}),
});

function symbolAt() {
  return v.strictObject({ file: relativePath, symbol: text });
}

const hint = v.strictObject({
  id: slug('a hint id'),
  title: text,
  /** The checks that it helps with; empty when it helps with the whole. */
  checks: v.optional(v.array(slug('a check id')), []),
});

const annotation = v.strictObject({
  file: relativePath,
  symbol: text,
  guide: guideAnchor,
  note: text,
});

const wrongSolution = v.strictObject({
  id: slug('the id of a wrong solution'),
  language: v.picklist(languages),
  story: text,
  rejectedBy: v.pipe(v.array(slug('a check id')), v.minLength(1, 'name at least one check that rejects it')),
});

const alternativeSolution = v.strictObject({
  id: slug('the id of an alternative solution'),
  language: v.picklist(languages),
  note: text,
});

/** `exercise.yaml`, format 1. */
export const manifestSchema = v.strictObject({
  formatVersion: v.literal(1),
  id: slug('an exercise id'),
  title: text,
  summary: text,
  kind: v.picklist(['code', 'numbers', 'design']),
  week: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
  block: v.picklist(['a', 'b', 'c']),
  phase: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  guide: v.pipe(v.array(guideAnchor), v.minLength(1, 'name at least one section of a guide')),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  difficulty: v.picklist(['easy', 'medium', 'hard']),
  /** Exercises worth doing first. Advice, never a lock. */
  requires: v.optional(v.array(slug('an exercise id')), []),
  tracks: v.pipe(
    v.strictObject({ typescript: v.optional(track), go: v.optional(track) }),
    v.check((tracks) => Object.keys(tracks).length > 0, 'an exercise needs at least one track'),
  ),
  checks: v.pipe(v.array(check), v.minLength(1, 'an exercise needs at least one check')),
  hints: v.pipe(v.array(hint), v.minLength(1, 'an exercise needs at least one hint')),
  annotations: v.optional(v.array(annotation), []),
  wrong: v.optional(v.array(wrongSolution), []),
  alternative: v.optional(v.array(alternativeSolution), []),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type Check = Manifest['checks'][number];
export type Annotation = Manifest['annotations'][number];
export type Hint = Manifest['hints'][number];
