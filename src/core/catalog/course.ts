import * as v from 'valibot';
import { itemSchema } from './items';
import { slug, text } from './values';

const weekNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12));
const phaseNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10));

const block = v.strictObject({
  id: v.picklist(['a', 'b', 'c']),
  days: text,
  title: text,
  teaches: text,
  /** What there is to do, in the order in which it is best done. */
  items: v.array(itemSchema),
});

/** Something to show for a week's work: it is there once all that it needs is solved. */
const deliverable = v.strictObject({
  title: text,
  /** Ids of exercises, also of those that are not there yet. */
  needs: v.pipe(v.array(slug('an exercise id')), v.minLength(1, 'name at least one')),
});

/** `course.yaml`, format 2. */
export const courseSchema = v.strictObject({
  formatVersion: v.literal(2),
  title: text,
  story: text,
  phases: v.array(
    v.strictObject({
      number: phaseNumber,
      title: text,
      guide: v.optional(v.pipe(v.string(), v.endsWith('.md', 'must end with .md'))),
    }),
  ),
  paths: v.array(v.strictObject({ id: text, title: text, summary: text, weeks: v.array(weekNumber) })),
  weeks: v.array(
    v.strictObject({
      number: weekNumber,
      title: text,
      focus: text,
      blocks: v.pipe(v.array(block), v.length(3, 'a week has three blocks')),
      deliverables: v.optional(v.array(deliverable), []),
    }),
  ),
  /** What two weeks together are for. Shown after the last of them. */
  milestones: v.optional(
    v.array(
      v.strictObject({
        weeks: v.tuple([weekNumber, weekNumber]),
        title: text,
        parts: v.pipe(v.array(deliverable), v.minLength(1, 'name at least one')),
      }),
    ),
    [],
  ),
});

export type Course = v.InferOutput<typeof courseSchema>;
export type Week = Course['weeks'][number];
export type Block = Week['blocks'][number];
export type Deliverable = Week['deliverables'][number];
export type Milestone = Course['milestones'][number];
