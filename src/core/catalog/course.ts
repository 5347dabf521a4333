import * as v from 'valibot';
import { text } from './values';

const weekNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12));
const phaseNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10));

const block = v.strictObject({
  id: v.picklist(['a', 'b', 'c']),
  days: text,
  title: text,
  teaches: text,
  /** Exercise ids, in the order in which they are best done. */
  exercises: v.array(v.string()),
});

/** `course.yaml`, format 1. */
export const courseSchema = v.strictObject({
  formatVersion: v.literal(1),
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
    }),
  ),
});

export type Course = v.InferOutput<typeof courseSchema>;
export type Week = Course['weeks'][number];
export type Block = Week['blocks'][number];
