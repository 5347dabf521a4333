import * as v from 'valibot';

const heading = v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'must be the fragment of a heading'));
const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));
const name = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]*$/, 'a name must be lower-case words joined by "-"'),
);

const figure = v.strictObject({
  /** What the section says, with the number first: `333 calls`. */
  says: text,
  /** Arithmetic over names of what is given and of figures above. */
  formula: text,
});

/** What authors write down beside a section, format 1: `1.2-reliability.yaml` for `1.2-reliability.md`. */
export const sectionPlanSchema = v.strictObject({
  formatVersion: v.literal(1),
  /** The headings of its deep concepts, as fragments. */
  deep: v.array(heading),
  /** The headings of its brief concepts. */
  brief: v.array(heading),
  /** Numbers that the story gives: no one can check them. */
  given: v.optional(v.record(name, v.number()), {}),
  /** Numbers that follow from them. */
  figures: v.optional(v.record(name, figure), {}),
  /** Numbers that somebody else found. */
  sourced: v.optional(v.array(v.strictObject({ says: text, source: text })), []),
});

export type SectionPlan = v.InferOutput<typeof sectionPlanSchema>;

/** Where the plan of a section's file stands. */
export function planFile(sectionFile: string): string {
  return sectionFile.replace(/\.md$/, '.yaml');
}
