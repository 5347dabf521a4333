import type { Block, Week } from '../../core/catalog/course';
import type { CatalogEntry } from '../../core/catalog/catalog';
import { minutesOf } from '../../core/catalog/manifest';
import type { DeliverableState } from '../../core/progress/deliverables';
import type { ExerciseState } from '../../core/progress/progress';
import { capitalised, counted, guideNumber, type Count } from './phrases';

const states: Readonly<Record<ExerciseState, string>> = {
  new: 'not started',
  started: 'started',
  failing: 'checks failing',
  passed: 'passed',
  'production-ready': 'production-ready',
};

/** The words of the Exercises view. */
export const tree = {
  week: ({ number, title }: Week): string => `Week ${number}: ${title}`,
  count: ({ done, total }: Count): string => (total === 0 ? 'nothing yet' : `${done}/${total}`),
  weekHelp: ({ focus, blocks }: Week, all: Count): string =>
    all.total === 0
      ? `${focus}\n\nNothing to do yet. This week will teach: ${blocks.map(({ title }) => title).join(' · ')}.`
      : `${focus}\n\n${all.done} of ${counted(all.total, 'row')} done.`,
  blockDescription: ({ days }: Block, all: Count): string =>
    all.total === 0 ? days : `${tree.count(all)} · ${days}`,
  blockHelp: ({ teaches }: Block, all: Count): string =>
    all.total === 0 ? `${teaches}\n\nNothing to do yet.` : teaches,
  nothingYet: 'Nothing to do yet',
  teaches: ({ teaches }: Block): string => `It will teach: ${teaches}`,
  exerciseDescription: ({ size }: CatalogEntry, state: ExerciseState): string =>
    `${states[state]} · ${minutesOf[size].filter((minutes) => minutes > 0).join(' + ')} min`,
  exerciseHelp: ({ summary }: CatalogEntry, state: ExerciseState, after: readonly string[]): string =>
    `${summary}\n\n${capitalised(states[state])}.${after.length > 0 ? ` Best done after: ${after.join(', ')}.` : ''}`,
  /** The heading of a section begins with its number; that of a part of it does not. */
  read: (title: string, anchor: string): string =>
    /^\d+\.\d+ /.test(title) ? `§${title}` : `${guideNumber(anchor)} ${title}`,
  ticked: { read: 'read', do: 'try it' },
  deliverables: 'Deliverables',
  milestone: ([from, to]: readonly [number, number], title: string): string =>
    `Milestone of weeks ${from} and ${to}: ${title}`,
  deliverablesState: (all: readonly DeliverableState[]): string => {
    const missing = all.filter(({ isDone }) => !isDone).map(({ title }) => title);
    const count = `${all.length - missing.length} of ${all.length}`;
    return missing.length > 0 ? `${count}: ${missing.join(', ')} missing` : count;
  },
  deliverableState: ({ isDone, missing, planned }: DeliverableState): string => {
    if (isDone) return 'done';
    return missing.length > 0
      ? `missing: ${missing.join(', ')}`
      : `not in the course yet: ${planned.join(', ')}`;
  },
  deliverableHelp: ({ title, missing, planned }: DeliverableState): string =>
    [
      title,
      ...missing.map((exercise) => `Not solved: ${exercise}.`),
      ...planned.map((id) => `Not in the course yet: ${id}.`),
    ].join('\n\n'),
  problems: (count: number): string => `${counted(count, 'problem')} in the course files`,
  problemsHelp:
    'What could not be read is left out. Open a problem to go to its place; refresh once it is mended.',
  unreadable: 'The course could not be read',
  progressUnreadable: 'Your progress could not be read',
  folderNotChosen: {
    title: 'Choose your course folder',
    detail: 'Several folders are open. Choose the one that your code and progress live in.',
  },
  filtered: (path: string): string => `Only the weeks of "${path}".`,
  inFolder: (folder: string): string => `Your course folder: ${folder}.`,
  restricted: 'Restricted Mode: you can read the course. To start and check exercises, trust this folder.',
} as const;
