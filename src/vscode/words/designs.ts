import { marks } from '../../core/progress/progress';
import type { RatedCriterion } from '../../core/designing/rating-actions';

/** What is said about a design, whose structure alone is checked. */
export const designs = {
  /** Follows a verdict that passed. */
  proseIsYours: 'Only the structure was checked: what you wrote, no program judges. Rate it yourself.',
  modelAnswer: '$(open-preview) Open the model answer',
  rating: {
    fileName: (exercise: string) => `${exercise}-samples.md`,
    text: (title: string, criteria: readonly RatedCriterion[]) =>
      [
        `# Rate your design: ${title}`,
        'No program judges what you wrote. You do, from 0 to 3 for each of these. Here is what each mark looks like.',
        ...criteria.flatMap(({ title: criterion, asks, samples }) => [
          `## ${criterion}`,
          asks,
          ...marks.map((mark) => `**${mark}** · ${samples[mark]}`),
        ]),
        '',
      ].join('\n\n'),
    title: ({ title }: RatedCriterion, number: number, total: number) =>
      `Rate your design (${number} of ${total}): ${title}`,
    mark: (mark: number) => `${'$(star-full) '.repeat(mark)}${mark}`,
    given: 'your mark',
    done: (title: string, sum: number, most: number) =>
      `You gave your design of ${title} ${sum} of ${most}. Your marks are kept in your progress, and nobody else judges it.`,
  },
} as const;
