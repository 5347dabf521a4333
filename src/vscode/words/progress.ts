import type { Week } from '../../core/catalog/course';
import type { ExerciseState } from '../../core/progress/progress';
import { counted, type Count } from './phrases';

const weekStates: Readonly<Record<ExerciseState, string>> = {
  new: 'not started',
  started: 'under way',
  failing: 'under way',
  passed: 'solved',
  'production-ready': 'production-ready',
};

/** The words of the Progress view. */
export const progress = {
  levels: { solved: 'Solved', 'production-ready': 'Production-ready' },
  levelHelp: {
    solved: 'An exercise is solved once all of its core checks have passed.',
    'production-ready':
      'An exercise is production-ready once every check has passed, those for production too.',
  },
  count: ({ done, total }: Count): string => `${done}/${total}`,
  week: ({ number }: Week): string => `Week ${number}`,
  weekDescription: ({ title }: Week, count: Count): string => `${progress.count(count)} · ${title}`,
  weekHelp: ({ done, total }: Count, state: ExerciseState): string =>
    `${weekStates[state]}: ${done} of ${counted(total, 'exercise')} solved`,
  attempts: (title: string): string => `Recent attempts: ${title}`,
  attemptsHelp: 'Your latest checks of changed code. The history has all of them.',
  noAttempts: 'No attempts yet',
  noAttemptsHelp: 'Each check of changed code will be listed here.',
  copies: 'Kept as plain copies',
  attemptHelp: 'Select it to compare it with your code now.',
} as const;
